package io.taskqueue.contract.server;

import java.util.ArrayList;
import java.util.List;

/**
 * A server in a container. Its port stays the same when it is restarted, which is what
 * tests of recovery need.
 */
final class DockerRabbitServer implements RabbitServer {

	private static final String IMAGE = "rabbitmq:3.13";

	private final int port = FreePort.find();

	private final Thread shutdownHook = new Thread(this::remove, "rabbit-server-shutdown");

	private final String container;

	DockerRabbitServer(List<String> configuration) {
		String script = "printf '%s\\n' \"$@\" > /etc/rabbitmq/conf.d/99-test.conf && exec docker-entrypoint.sh rabbitmq-server";
		List<String> command = new ArrayList<>(List.of("create", "--publish", "127.0.0.1:" + this.port + ":5672",
				"--env", "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=" + TIMEOUT_CHECKS, "--entrypoint", "sh", IMAGE, "-c",
				script, "sh", "loopback_users = none"));
		command.addAll(configuration);
		String printed = docker(command.toArray(String[]::new)).strip();
		this.container = printed.substring(printed.lastIndexOf('\n') + 1);
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
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
	public void start() {
		docker("start", this.container);
		RabbitServer.awaitReady(this, null);
	}

	@Override
	public void stop() {
		docker("stop", this.container);
	}

	@Override
	public void kill9() {
		docker("kill", "--signal", "KILL", this.container);
	}

	@Override
	public String ctl(String... arguments) {
		List<String> command = new ArrayList<>(List.of("exec", this.container, "rabbitmqctl"));
		command.addAll(List.of(arguments));
		return docker(command.toArray(String[]::new));
	}

	@Override
	public String log() {
		return docker("logs", this.container);
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		remove();
	}

	private void remove() {
		docker("rm", "--force", "--volumes", this.container);
	}

	private static String docker(String... arguments) {
		return DockerCommands.docker(List.of(arguments));
	}

}
