package io.taskqueue.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Opens connections of ours to the application's Redis. They share event loops, TLS and
 * metrics with the connection factory's own Lettuce client, but not the client: its
 * options are the application's, and by default it keeps commands for a Redis that is
 * away without bound and sends them again after a reconnect, when their senders have
 * given up. Ours end what was sent when a connection breaks, and never reconnect by
 * themselves: their owners do, as long as somebody needs them, so that nothing spins
 * against a factory that was stopped.
 */
final class RedisEndpoint {

	private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

	private static final Logger logger = LoggerFactory.getLogger(RedisEndpoint.class);

	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

	private final LettuceConnectionFactory factory;

	private final Duration timeout;

	private final Object monitor = new Object();

	private @Nullable AbstractRedisClient origin;

	private @Nullable RedisClient client;

	RedisEndpoint(RedisConnectionFactory factory, Duration timeout) {
		this.factory = RedisAddress.requireSupported(factory);
		this.timeout = timeout;
	}

	CompletionStage<StatefulRedisConnection<String, byte[]>> connect() {
		return open((client, address) -> client.connectAsync(CODEC, address));
	}

	CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectPubSub() {
		return open((client, address) -> client.connectPubSubAsync(CODEC, address));
	}

	private <T> CompletionStage<T> open(BiFunction<RedisClient, RedisURI, CompletionStage<T>> connect) {
		try {
			AbstractRedisClient current = this.factory.getRequiredNativeClient();
			return connect.apply(client(current), RedisAddress.of(current, this.timeout));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Closes all connections and waits until they are, so that what is stopped next, the
	 * event loops maybe, finds nothing in use. The next connection starts afresh.
	 */
	void stop() {
		RedisClient stopped;
		synchronized (this.monitor) {
			stopped = this.client;
			this.client = null;
			this.origin = null;
		}
		if (stopped != null) {
			shutdown(stopped);
		}
	}

	private static void shutdown(RedisClient stopped) {
		try {
			stopped.shutdownAsync(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
				.get(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("The connections to Redis could not be closed in an orderly way", ex);
		}
	}

	private RedisClient client(AbstractRedisClient current) {
		synchronized (this.monitor) {
			if (this.client == null || this.origin != current) {
				if (this.client != null) {
					this.client.shutdownAsync();
				}
				this.client = createClient(current);
				this.origin = current;
			}
			return this.client;
		}
	}

	private RedisClient createClient(AbstractRedisClient current) {
		RedisClient created = RedisClient.create(current.getResources());
		ClientOptions options = current.getOptions();
		created.setOptions(options.mutate()
			.autoReconnect(false)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.requestQueueSize(Integer.MAX_VALUE)
			.timeoutOptions(TimeoutOptions.enabled(this.timeout))
			.socketOptions(connectTimeout(options.getSocketOptions()))
			.build());
		return created;
	}

	private SocketOptions connectTimeout(SocketOptions options) {
		return (options.getConnectTimeout().compareTo(this.timeout) <= 0) ? options
				: options.mutate().connectTimeout(this.timeout).build();
	}

}
