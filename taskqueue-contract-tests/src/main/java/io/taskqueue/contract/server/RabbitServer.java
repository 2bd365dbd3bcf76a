package io.taskqueue.contract.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ server for tests. Where it comes from is decided in this order:
 * <ol>
 * <li>the address in the environment variable {@value #URI_VARIABLE}, for
 * {@link #shared()} only,</li>
 * <li>a container, where there is a Docker engine,</li>
 * <li>a private node of the RabbitMQ installed on this machine, on free ports and in a
 * temporary folder.</li>
 * </ol>
 * Without any of these it fails and says what to install: nothing is skipped.
 */
public interface RabbitServer extends AutoCloseable {

	/**
	 * The environment variable with the address of a server to use, such as
	 * {@code amqp://guest:guest@localhost:5672}.
	 */
	String URI_VARIABLE = "TASKQUEUE_TEST_RABBITMQ_URI";

	/**
	 * Makes a server look for expired {@code consumer_timeout}s each second instead of
	 * each minute.
	 */
	String TIMEOUT_CHECKS = "-rabbit channel_tick_interval 1000";

	/**
	 * A server that may be shared with other tests: it is not to be restarted, killed or
	 * reconfigured.
	 */
	static RabbitServer shared() {
		String uri = System.getenv(URI_VARIABLE);
		return (uri != null) ? new ExternalRabbitServer(URI.create(uri)) : launch();
	}

	/**
	 * A new server for one test, which may do with it what it likes.
	 * @param configuration further lines for its {@code rabbitmq.conf}
	 */
	static RabbitServer launch(String... configuration) {
		List<String> lines = List.of(configuration);
		RabbitServer server = DockerCommands.available() ? new DockerRabbitServer(lines) : new LocalRabbitServer(lines);
		server.start();
		return server;
	}

	String host();

	int port();

	default String username() {
		return "guest";
	}

	default String password() {
		return "guest";
	}

	default String virtualHost() {
		return "/";
	}

	/**
	 * Start it again after {@link #stop()} or {@link #kill9()}; its data are kept.
	 * Returns when it accepts AMQP connections.
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

	default void restart() {
		stop();
		start();
	}

	/**
	 * Run {@code rabbitmqctl} with arguments.
	 * @return what it printed
	 */
	String ctl(String... arguments);

	/**
	 * What it has logged.
	 */
	String log();

	/**
	 * Stop it for good and delete its data.
	 */
	@Override
	void close();

	/**
	 * Wait until the server answers the AMQP handshake.
	 * @param process the server's process, or {@code null} if it is not a child of this
	 * one
	 */
	static void awaitReady(RabbitServer server, @Nullable Process process) {
		new AmqpHandshake(server.host(), server.port()).await(process, Duration.ofSeconds(60));
	}

}
