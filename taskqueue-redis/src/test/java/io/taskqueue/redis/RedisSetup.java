package io.taskqueue.redis;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.time.TimeSource;

/**
 * A result store as an application sets it up, and a look past it at Redis itself.
 */
final class RedisSetup implements AutoCloseable {

	static final String CLIENT_NAME = "taskqueue-tests";

	private final TestTime time = new TestTime();

	private final LettuceConnectionFactory factory;

	private final RedisResultStore store;

	private final RedisClient observer;

	private StatefulRedisConnection<String, String> connection;

	private RedisSetup(RedisServer server, RedisConfiguration configuration, ClientOptions clientOptions,
			RedisResultStoreOptions options) {
		this.factory = new LettuceConnectionFactory(configuration,
				LettuceClientConfiguration.builder().clientName(CLIENT_NAME).clientOptions(clientOptions).build());
		this.factory.start();
		this.store = new RedisResultStore(this.factory, options, this.time);
		this.observer = RedisClient.create(RedisURI.create(server.host(), server.port()));
	}

	static RedisSetup of(RedisServer server) {
		return of(server, (options) -> options);
	}

	static RedisSetup of(RedisServer server, UnaryOperator<RedisResultStoreOptions> options) {
		return of(server, new RedisStandaloneConfiguration(server.host(), server.port()), options);
	}

	static RedisSetup of(RedisServer server, RedisConfiguration configuration,
			UnaryOperator<RedisResultStoreOptions> options) {
		return new RedisSetup(server, configuration, clientOptions(ProtocolVersion.RESP3), defaults(options));
	}

	static RedisSetup resp2(RedisServer server, UnaryOperator<RedisResultStoreOptions> options) {
		return new RedisSetup(server, new RedisStandaloneConfiguration(server.host(), server.port()),
				clientOptions(ProtocolVersion.RESP2), defaults(options));
	}

	private static RedisResultStoreOptions defaults(UnaryOperator<RedisResultStoreOptions> options) {
		return options.apply(RedisResultStoreOptions.defaults().withCommandTimeout(Duration.ofSeconds(10)));
	}

	private static ClientOptions clientOptions(ProtocolVersion protocol) {
		return ClientOptions.builder().protocolVersion(protocol).timeoutOptions(TimeoutOptions.enabled()).build();
	}

	RedisResultStore store() {
		return this.store;
	}

	TimeSource time() {
		return this.time;
	}

	LettuceConnectionFactory factory() {
		return this.factory;
	}

	/**
	 * Redis as it is.
	 */
	synchronized RedisCommands<String, String> redis() {
		if (this.connection == null) {
			this.connection = this.observer.connect();
		}
		return this.connection.sync();
	}

	RedisClient observer() {
		return this.observer;
	}

	/**
	 * How many connections of the store there are.
	 */
	long connections() {
		return redis().clientList().lines().filter((line) -> line.contains("name=" + CLIENT_NAME)).count();
	}

	@Override
	public void close() {
		this.store.stop();
		this.factory.destroy();
		this.observer.shutdown();
		this.time.stop();
	}

}
