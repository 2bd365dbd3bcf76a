package io.taskqueue.it.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A process of the Python that has Celery, with its log in a file. It ends with the test,
 * and with this JVM at the latest.
 */
final class PythonProcess implements AutoCloseable {

	static final Path SOURCES = Path.of("src/test/python").toAbsolutePath();

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final Path log;

	private final Process process;

	private final Thread shutdownHook = new Thread(this::end, "python-shutdown");

	PythonProcess(Map<String, String> environment, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(interpreter()));
		command.addAll(arguments);
		try {
			Path directory = Files.createDirectories(Path.of("target/python"));
			this.log = directory.resolve("python-" + COUNT.incrementAndGet() + ".log");
			ProcessBuilder builder = new ProcessBuilder(command).directory(SOURCES.toFile())
				.redirectError(this.log.toFile());
			builder.environment().putAll(environment);
			builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	private static String interpreter() {
		return Stream.of("/usr/bin/python3", "python3")
			.filter(PythonProcess::hasCelery)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no Python with Celery for the tests. Install it "
					+ "(Debian and Ubuntu: apt-get install python3-celery python3-redis; elsewhere: "
					+ "pip install celery redis)"));
	}

	private static boolean hasCelery(String python) {
		try {
			Process probe = new ProcessBuilder(python, "-c", "import celery, redis")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while looking for Python", ex);
		}
	}

	Process process() {
		return this.process;
	}

	boolean alive() {
		return this.process.isAlive();
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		end();
	}

	private void end() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.process.destroyForcibly();
		}
		children.forEach(ProcessHandle::destroyForcibly);
	}

}
