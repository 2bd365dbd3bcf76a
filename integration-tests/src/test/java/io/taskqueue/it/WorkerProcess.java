package io.taskqueue.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A {@link LedgerApplication} that runs as a worker in a process of its own.
 */
final class WorkerProcess implements AutoCloseable {

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final List<String> command;

	private final Path directory;

	private final Thread shutdownHook = new Thread(this::kill, "worker-process-shutdown");

	private Process process;

	private Path log;

	private WorkerProcess(Path directory, List<String> command) {
		this.directory = directory;
		this.command = command;
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	/**
	 * Start a worker and wait until it is ready.
	 * @param directory where ledger and logs are kept
	 * @param properties Spring properties, as {@code name=value}
	 */
	static WorkerProcess launch(Path directory, List<String> properties) {
		WorkerProcess worker = of(directory, properties);
		worker.start();
		return worker;
	}

	/**
	 * A worker that is not started.
	 * @param directory where ledger and logs are kept
	 * @param properties Spring properties, as {@code name=value}
	 */
	static WorkerProcess of(Path directory, List<String> properties) {
		return of(directory,
				List.of("-cp", System.getProperty("java.class.path"), LedgerApplication.class.getName(),
						"--spring.main.web-application-type=none", "--spring.main.keep-alive=true",
						"--ledger.directory=" + directory),
				properties);
	}

	/**
	 * An application in a jar of its own, not started.
	 * @param directory where logs are kept
	 * @param jar the application
	 * @param properties Spring properties, as {@code name=value}
	 */
	static WorkerProcess ofJar(Path directory, Path jar, List<String> properties) {
		return of(directory, List.of("-jar", jar.toString()), properties);
	}

	private static WorkerProcess of(Path directory, List<String> application, List<String> properties) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m"));
		command.addAll(application);
		properties.forEach((property) -> command.add("--" + property));
		return new WorkerProcess(directory, command);
	}

	/**
	 * Start it again after it has ended, and wait until it is ready.
	 */
	void start() {
		begin();
		awaitReady();
	}

	/**
	 * Start it without waiting.
	 */
	void begin() {
		this.log = this.directory.resolve("worker-" + COUNT.incrementAndGet() + ".log");
		try {
			this.process = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(this.log.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void awaitReady() {
		await().atMost(Duration.ofSeconds(60))
			.failFast(() -> assertThat(alive()).as("the worker runs:%n%s", log()).isTrue())
			.untilAsserted(() -> assertThat(log()).contains("Consuming queue"));
	}

	/**
	 * End it in an orderly way and wait until it has ended.
	 */
	void stop() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("the worker ends:%n%s", log()).isTrue();
	}

	/**
	 * End it at once, with {@code SIGKILL}.
	 */
	void kill9() throws InterruptedException {
		this.process.destroyForcibly();
		assertThat(this.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * Wait until it has ended by itself.
	 */
	void awaitEnd(Duration timeout) throws InterruptedException {
		assertThat(this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS))
			.as("the worker ends by itself:%n%s", log())
			.isTrue();
	}

	boolean alive() {
		return this.process.isAlive();
	}

	/**
	 * What it has logged since its newest start.
	 */
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
		kill();
	}

	private void kill() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

}
