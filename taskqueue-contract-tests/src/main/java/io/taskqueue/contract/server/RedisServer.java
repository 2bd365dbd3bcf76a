package io.taskqueue.contract.server;

import java.net.URI;
import java.util.List;

/**
 * A Redis server for tests. Where it comes from is decided in this order:
 * <ol>
 * <li>the address in the environment variable {@value #URI_VARIABLE}, for
 * {@link #shared()} only,</li>
 * <li>a container, where there is a Docker engine,</li>
 * <li>a private process of the Redis installed on this machine or, without one, of the
 * Redis that comes with the test dependencies, on a free port and in a temporary
 * folder.</li>
 * </ol>
 * Without any of these it fails and says what to install: nothing is skipped.
 */
public interface RedisServer extends AutoCloseable {

	/**
	 * The environment variable with the address of a server to use, such as
	 * {@code redis://localhost:6379}. Its databases are emptied by tests.
	 */
	String URI_VARIABLE = "TASKQUEUE_TEST_REDIS_URI";

	/**
	 * A server that may be shared with other tests: it is not to be restarted, killed or
	 * reconfigured.
	 */
	static RedisServer shared() {
		String uri = System.getenv(URI_VARIABLE);
		return (uri != null) ? new ExternalRedisServer(URI.create(uri)) : launch();
	}

	/**
	 * A new server for one test, which may do with it what it likes. It keeps nothing on
	 * disk unless told.
	 * @param configuration further lines for its {@code redis.conf}
	 */
	static RedisServer launch(String... configuration) {
		List<String> lines = List.of(configuration);
		RedisServer server = DockerCommands.available() ? new DockerRedisServer(lines) : new LocalRedisServer(lines);
		server.start();
		return server;
	}

	/**
	 * A new Sentinel that watches a server of this machine under the name {@code main}.
	 */
	static RedisServer sentinel(RedisServer main) {
		RedisServer server = LocalRedisServer.sentinel(main);
		server.start();
		return server;
	}

	String host();

	int port();

	/**
	 * Start it again after {@link #stop()} or {@link #kill9()}. Returns when it answers.
	 */
	void start();

	/**
	 * Stop it in an orderly way.
	 */
	void stop();

	/**
	 * End its process at once, with {@code SIGKILL}.
	 */
	void kill9();

	/**
	 * Make it silent without closing its connections, with {@code SIGSTOP}.
	 */
	void pause();

	/**
	 * Let it go on after {@link #pause()}.
	 */
	void resume();

	default void restart() {
		stop();
		start();
	}

	/**
	 * Stop it for good and delete its files.
	 */
	@Override
	void close();

}
