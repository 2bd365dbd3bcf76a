package io.taskqueue.contract.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * A private node of the installed RabbitMQ: own ports, port mapper, cookie, data and log;
 * it knows nothing of a system-wide node and leaves nothing behind. The scripts of
 * RabbitMQ's own folder are called, because the ones on the path switch the user.
 */
final class LocalRabbitServer implements RabbitServer {

	private static final List<Path> BIN_FOLDERS = List.of(Path.of("/usr/lib/rabbitmq/bin"),
			Path.of("/opt/homebrew/opt/rabbitmq/sbin"), Path.of("/usr/local/opt/rabbitmq/sbin"),
			Path.of("/usr/local/sbin"));

	private final Path bin = findBinFolder();

	private final Path folder;

	private final int port = FreePort.find();

	private final int epmdPort = FreePort.find();

	private final Map<String, String> environment;

	private final Thread shutdownHook = new Thread(this::end, "rabbit-server-shutdown");

	private @Nullable Process process;

	LocalRabbitServer(List<String> configuration) {
		try {
			this.folder = Files.createTempDirectory("taskqueue-rabbitmq");
			writeFiles(configuration);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.environment = environment();
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	private static Path findBinFolder() {
		return BIN_FOLDERS.stream()
			.filter((folder) -> Files.isExecutable(folder.resolve("rabbitmq-server")))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no RabbitMQ for the tests. Start Docker, or install "
					+ "RabbitMQ (Debian and Ubuntu: apt-get install rabbitmq-server; macOS: brew install rabbitmq), or set "
					+ URI_VARIABLE));
	}

	private void writeFiles(List<String> configuration) throws IOException {
		Files.createDirectory(this.folder.resolve("log"));
		Path cookie = Files.writeString(this.folder.resolve(".erlang.cookie"), "TASKQUEUETEST");
		Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
		Files.writeString(this.folder.resolve("rabbitmq-env.conf"), "");
		Files.writeString(this.folder.resolve("enabled_plugins"), "[].");
		Files.writeString(this.folder.resolve("inetrc"),
				"{host, {127,0,0,1}, [\"localhost\"]}.\n{lookup, [file, native]}.\n");
		List<String> lines = new ArrayList<>(List.of("listeners.tcp.1 = 127.0.0.1:" + this.port,
				"disk_free_limit.absolute = 1MB", "log.file.level = info"));
		lines.addAll(configuration);
		Files.write(this.folder.resolve("rabbitmq.conf"), lines);
	}

	private Map<String, String> environment() {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put("HOME", this.folder.toString());
		variables.put("ERL_EPMD_PORT", String.valueOf(this.epmdPort));
		variables.put("ERL_EPMD_ADDRESS", "127.0.0.1");
		variables.put("RABBITMQ_NODENAME", "taskqueue" + this.port + "@localhost");
		variables.put("RABBITMQ_NODE_PORT", String.valueOf(this.port));
		variables.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
		variables.put("RABBITMQ_DIST_PORT", String.valueOf(FreePort.find()));
		variables.put("RABBITMQ_BASE", this.folder.toString());
		variables.put("RABBITMQ_MNESIA_BASE", this.folder.resolve("mnesia").toString());
		variables.put("RABBITMQ_LOG_BASE", this.folder.resolve("log").toString());
		variables.put("RABBITMQ_GENERATED_CONFIG_DIR", this.folder.resolve("generated").toString());
		variables.put("RABBITMQ_SCHEMA_DIR", this.folder.resolve("schema").toString());
		variables.put("RABBITMQ_CONFIG_FILE", this.folder.resolve("rabbitmq.conf").toString());
		variables.put("RABBITMQ_ADVANCED_CONFIG_FILE", this.folder.resolve("none.config").toString());
		variables.put("RABBITMQ_CONF_ENV_FILE", this.folder.resolve("rabbitmq-env.conf").toString());
		variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", this.folder.resolve("enabled_plugins").toString());
		variables.put("RABBITMQ_PID_FILE", this.folder.resolve("pid").toString());
		variables.put("ERL_INETRC", this.folder.resolve("inetrc").toString());
		variables.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
				"-kernel inet_dist_use_interface {127,0,0,1} " + TIMEOUT_CHECKS);
		return variables;
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
		ProcessBuilder builder = new ProcessBuilder(this.bin.resolve("rabbitmq-server").toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
		builder.environment().putAll(this.environment);
		try {
			this.process = builder.start();
			this.process.getOutputStream().close();
			RabbitServer.awaitReady(this, this.process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ConditionTimeoutException | TerminalFailureException ex) {
			String output = tail();
			close();
			throw new IllegalStateException("RabbitMQ did not start:\n" + output, ex);
		}
	}

	@Override
	public synchronized void stop() {
		end(ProcessHandle::destroy);
	}

	@Override
	public synchronized void kill9() {
		end(ProcessHandle::destroyForcibly);
	}

	@Override
	public String ctl(String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.bin.resolve("rabbitmqctl").toString(), "--quiet"));
		command.addAll(List.of(arguments));
		return Commands.run(this.environment, command);
	}

	@Override
	public String log() {
		try {
			return Files
				.readString(this.folder.resolve("log").resolve(this.environment.get("RABBITMQ_NODENAME") + ".log"));
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

	private synchronized void end() {
		kill9();
		Commands.attempt(this.environment, List.of("epmd", "-port", String.valueOf(this.epmdPort), "-kill"));
		try (Stream<Path> paths = Files.walk(this.folder)) {
			paths.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The script has the Erlang machine as a child, which has helpers of its own.
	 */
	private void end(Consumer<ProcessHandle> way) {
		Process script = this.process;
		if (script == null) {
			return;
		}
		this.process = null;
		List<ProcessHandle> family = script.descendants().toList();
		way.accept(erlang(script, family));
		for (ProcessHandle member : Stream.concat(family.stream(), Stream.of(script.toHandle())).toList()) {
			awaitEnd(member);
		}
	}

	private static ProcessHandle erlang(Process script, List<ProcessHandle> family) {
		return family.stream()
			.filter((handle) -> handle.info().command().orElse("").endsWith("beam.smp"))
			.findFirst()
			.orElse(script.toHandle());
	}

	private static void awaitEnd(ProcessHandle member) {
		try {
			member.onExit().get(20, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			member.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			member.destroyForcibly();
		}
	}

	private Path output() {
		return this.folder.resolve("server.log");
	}

	private String tail() {
		try {
			List<String> lines = Files.readAllLines(output());
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
		}
		catch (IOException ex) {
			return "no output: " + ex;
		}
	}

}
