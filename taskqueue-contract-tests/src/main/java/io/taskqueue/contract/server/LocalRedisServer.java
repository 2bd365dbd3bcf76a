package io.taskqueue.contract.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * A private process of Redis, on its own port and in its own folder; it leaves nothing
 * behind.
 */
final class LocalRedisServer implements RedisServer {

	private final Path folder;

	private final int port = FreePort.find();

	private final List<String> command;

	private final Thread shutdownHook = new Thread(this::end, "redis-server-shutdown");

	private @Nullable Process process;

	LocalRedisServer(List<String> configuration) {
		this(configuration, List.of());
	}

	private LocalRedisServer(List<String> configuration, List<String> options) {
		try {
			this.folder = Files.createTempDirectory("taskqueue-redis");
			Path file = writeConfiguration(configuration);
			this.command = new ArrayList<>(List.of(RedisBinary.find(this.folder).toString(), file.toString()));
			this.command.addAll(options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	static LocalRedisServer sentinel(RedisServer main) {
		return new LocalRedisServer(
				List.of("sentinel monitor main " + main.host() + " " + main.port() + " 1",
						"sentinel down-after-milliseconds main 1000", "sentinel failover-timeout main 5000"),
				List.of("--sentinel"));
	}

	private Path writeConfiguration(List<String> configuration) throws IOException {
		List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + this.port,
				"dir \"" + this.folder + "\"", "daemonize no", "logfile \"\""));
		if (configuration.stream().noneMatch((line) -> line.startsWith("sentinel"))) {
			lines.addAll(List.of("save \"\"", "appendonly no"));
		}
		lines.addAll(configuration);
		return Files.write(this.folder.resolve("redis.conf"), lines);
	}

	@Override
	public String host() {
		return "127.0.0.1";
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public synchronized void start() {
		try {
			this.process = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
				.start();
			this.process.getOutputStream().close();
			new RedisPing(host(), port()).await(this.process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ConditionTimeoutException | TerminalFailureException ex) {
			String output = output();
			close();
			throw new IllegalStateException("Redis did not start:\n" + output, ex);
		}
	}

	@Override
	public synchronized void stop() {
		Process running = this.process;
		if (running != null) {
			running.destroy();
			awaitEnd(running);
		}
	}

	@Override
	public synchronized void kill9() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly();
			awaitEnd(running);
		}
	}

	@Override
	public void pause() {
		signal("-STOP");
	}

	@Override
	public void resume() {
		signal("-CONT");
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		end();
	}

	private synchronized void signal(String signal) {
		Process running = this.process;
		if (running != null) {
			Commands.run(Map.of(), List.of("kill", signal, String.valueOf(running.pid())));
		}
	}

	private void end() {
		kill9();
		try (Stream<Path> paths = Files.walk(this.folder)) {
			paths.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitEnd(Process running) {
		this.process = null;
		try {
			running.onExit().get(20, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			running.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			running.destroyForcibly();
		}
	}

	private Path log() {
		return this.folder.resolve("server.log");
	}

	private String output() {
		try {
			return Files.readString(log());
		}
		catch (IOException ex) {
			return "no output: " + ex;
		}
	}

}
