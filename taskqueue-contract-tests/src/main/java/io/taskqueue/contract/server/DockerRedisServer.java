package io.taskqueue.contract.server;

import java.util.ArrayList;
import java.util.List;

/**
 * A server in a container. Its port stays the same when it is restarted, which is what
 * tests of recovery need.
 */
final class DockerRedisServer implements RedisServer {

	private static final String IMAGE = "redis:7.4-alpine";

	private final int port = FreePort.find();

	private final Thread shutdownHook = new Thread(this::remove, "redis-server-shutdown");

	private final String container;

	DockerRedisServer(List<String> configuration) {
		String script = "printf '%s\\n' \"$@\" > /tmp/redis.conf && exec redis-server /tmp/redis.conf";
		List<String> arguments = new ArrayList<>(List.of("create", "--publish", "127.0.0.1:" + this.port + ":6379",
				"--entrypoint", "sh", IMAGE, "-c", script, "sh", "save \"\"", "appendonly no", "protected-mode no"));
		arguments.addAll(configuration);
		String printed = DockerCommands.docker(arguments).strip();
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
		docker("start");
		new RedisPing(host(), port()).await(null);
	}

	@Override
	public void stop() {
		docker("stop");
	}

	@Override
	public void kill9() {
		docker("kill", "--signal", "KILL");
	}

	@Override
	public void pause() {
		docker("pause");
	}

	@Override
	public void resume() {
		docker("unpause");
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		remove();
	}

	private void remove() {
		docker("rm", "--force", "--volumes");
	}

	private void docker(String... arguments) {
		List<String> command = new ArrayList<>(List.of(arguments));
		command.add(this.container);
		DockerCommands.docker(command);
	}

}
