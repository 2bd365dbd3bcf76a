package io.taskqueue.redis;

import java.time.Duration;
import java.util.Objects;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisURI;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Where Redis is and how to log in.
 */
final class RedisAddress {

	private RedisAddress() {
	}

	/**
	 * Checks that a factory is one with which results can be kept.
	 * @throws IllegalArgumentException if it is not
	 */
	static LettuceConnectionFactory requireSupported(RedisConnectionFactory factory) {
		if (!(factory instanceof LettuceConnectionFactory lettuce)) {
			throw new IllegalArgumentException(
					"Results are kept in Redis through Lettuce, but the connection factory is a "
							+ factory.getClass().getName()
							+ ". Set spring.data.redis.client-type to lettuce, or give the task"
							+ " queue a LettuceConnectionFactory of its own.");
		}
		if (lettuce.isClusterAware()) {
			throw new IllegalArgumentException(
					"Results can't be kept in a Redis Cluster: the keys of a chord are changed"
							+ " together, as Celery does, but lie on different nodes there. Use a standalone Redis or Sentinel,"
							+ " through a LettuceConnectionFactory of the task queue's own if the application needs the cluster.");
		}
		return lettuce;
	}

	/**
	 * The address a connection factory's client was made for, with login and TLS. The
	 * factory keeps to itself part of what it is made of, so the address is read from the
	 * client's field, as Spring Data does for connections it opens asynchronously.
	 * @param timeout the timeout for connecting and for commands
	 * @throws IllegalStateException if the client has no single address
	 */
	static RedisURI of(AbstractRedisClient client, Duration timeout) {
		RedisURI source = (RedisURI) Objects
			.requireNonNull(new DirectFieldAccessor(client).getPropertyValue("redisURI"));
		if (source.getHost() == null && source.getSocket() == null && source.getSentinels().isEmpty()) {
			throw new IllegalStateException("Results can't be kept in a list of masters and replicas, because"
					+ " Lettuce offers no subscriptions there. Use a standalone Redis or Sentinel.");
		}
		RedisURI.Builder builder = RedisURI.builder(source).withTimeout(timeout);
		for (RedisURI sentinel : source.getSentinels()) {
			builder.withSentinel(RedisURI.builder(sentinel).withTimeout(timeout).build());
		}
		if (source.getSentinelMasterId() != null) {
			builder.withSentinelMasterId(source.getSentinelMasterId());
		}
		return builder.build();
	}

}
