package io.taskqueue.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.lettuce.core.SetArgs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.taskqueue.result.LeaseStore;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultDocumentCodec;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.time.TimeSource;

/**
 * Keeps outcomes in Redis, in Celery's format (protocol reference 7.1 and 7.2).
 *
 * <p>
 * It uses two connections of its own to the application's Redis: one for commands, which
 * are pipelined, and one for subscriptions. They are opened when they are first needed
 * and restored when they are needed again. While Redis is away every stage fails within
 * the command timeout, and soon at once; nothing is kept for later.
 *
 * <p>
 * A standalone Redis and Redis Sentinel are supported. A Redis Cluster is refused.
 *
 * @since 0.1.0
 */
public final class RedisResultStore implements ResultStore {

	private static final Logger logger = LoggerFactory.getLogger(RedisResultStore.class);

	private static final byte[] NOTHING = {};

	private static final byte[] SET = bytes("SET");

	private static final byte[] SETEX = bytes("SETEX");

	private static final byte[] PSETEX = bytes("PSETEX");

	// Scripts rather than SETEX and PUBLISH one after the other: a document that could
	// not
	// be stored (memory full, read-only replica) is not announced, it travels once, and
	// there is one write and one answer for both. That makes it the fastest way as well.
	// MULTI and EXEC are no choice on a connection that others use at the same time.
	private final RedisScript store = RedisScript.of("store.lua");

	private final RedisScript storeUnlessSuccess = RedisScript.of("status.lua", "keep-success.lua", "store.lua");

	private final RedisScript storeUnlessOutcome = RedisScript.of("status.lua", "keep-outcome.lua", "store.lua");

	private final RedisScript count = RedisScript.of("count.lua");

	private final RedisKeys keys;

	private final RedisEndpoint endpoint;

	private final CommandConnection commands;

	private final RedisLeases leases;

	private final SubscriptionConnection subscriptions;

	/**
	 * A store in the Redis of a connection factory. Nothing is connected yet.
	 * @param connectionFactory the application's connection factory, a
	 * {@code LettuceConnectionFactory} for a standalone Redis or Sentinel
	 * @param options how Redis is used
	 * @param timeSource the source of time
	 * @throws IllegalArgumentException if results can't be kept with that factory
	 */
	public RedisResultStore(RedisConnectionFactory connectionFactory, RedisResultStoreOptions options,
			TimeSource timeSource) {
		Duration timeout = options.commandTimeout();
		this.keys = new RedisKeys(options.keyPrefix());
		this.endpoint = new RedisEndpoint(connectionFactory, timeout);
		this.commands = new CommandConnection(this.endpoint, options.maxPendingCommands(), timeSource);
		this.leases = new RedisLeases(this.keys, this.commands);
		this.subscriptions = new SubscriptionConnection(this.endpoint, timeout.multipliedBy(2), timeSource);
	}

	@Override
	public String name() {
		return "redis";
	}

	@Override
	public CompletionStage<Boolean> store(ResultDocument document, @Nullable Duration expires, StoreGuard guard) {
		String key = this.keys.document(document.taskId());
		byte[][] arguments = arguments(ResultDocumentCodec.encode(document), expires);
		RedisScript script = script(guard);
		return this.commands
			.call("store the state " + document.state() + " of task " + document.taskId(),
					(redis) -> script.run(redis, key, arguments))
			.thenApply((stored) -> stored == 1);
	}

	private RedisScript script(StoreGuard guard) {
		return switch (guard) {
			case NONE -> this.store;
			case KEEP_SUCCESS -> this.storeUnlessSuccess;
			case KEEP_OUTCOME -> this.storeUnlessOutcome;
		};
	}

	@Override
	public CompletionStage<@Nullable ResultDocument> fetch(String taskId) {
		String key = this.keys.document(taskId);
		return this.commands.call("fetch the result of task " + taskId, (redis) -> redis.get(key))
			.thenApply((stored) -> (stored != null) ? ResultDocumentCodec.decode(stored) : null);
	}

	@Override
	public CompletionStage<Subscription> subscribe(String taskId, Consumer<ResultDocument> listener) {
		String channel = this.keys.document(taskId);
		Consumer<byte[]> decoding = (message) -> deliver(taskId, message, listener);
		return this.subscriptions.add(channel, decoding)
			.thenApply((confirmed) -> () -> this.subscriptions.remove(channel, decoding));
	}

	@Override
	public CompletionStage<Void> forget(String taskId) {
		String key = this.keys.document(taskId);
		return this.commands.call("forget the result of task " + taskId, (redis) -> redis.del(key))
			.thenAccept((deleted) -> {
			});
	}

	@Override
	public CompletionStage<Void> mark(String key, Duration expires) {
		String marker = this.keys.marker(key);
		SetArgs expiry = SetArgs.Builder.px(millis(expires));
		return this.commands.call("leave the marker " + key, (redis) -> redis.set(marker, NOTHING, expiry))
			.thenAccept((ok) -> {
			});
	}

	@Override
	public CompletionStage<Boolean> marked(String key) {
		String marker = this.keys.marker(key);
		return this.commands.call("look for the marker " + key, (redis) -> redis.exists(marker))
			.thenApply((found) -> found == 1);
	}

	@Override
	public CompletionStage<Long> count(String key, Duration expires) {
		String counter = this.keys.counter(key);
		byte[] expiry = bytes(millis(expires));
		return this.commands.call("count " + key, (redis) -> this.count.run(redis, counter, expiry));
	}

	@Override
	public LeaseStore leases() {
		return this.leases;
	}

	@Override
	public void stop() {
		this.subscriptions.stop();
		this.commands.stop();
		this.endpoint.stop();
	}

	private static void deliver(String taskId, byte[] message, Consumer<ResultDocument> listener) {
		ResultDocument document;
		try {
			document = ResultDocumentCodec.decode(message);
		}
		catch (ResultStoreException ex) {
			logger.warn("What was announced for task {} is left out, because it can't be read: {}", taskId,
					ex.getMessage());
			return;
		}
		listener.accept(document);
	}

	private static byte[][] arguments(byte[] document, @Nullable Duration expires) {
		if (expires == null) {
			return new byte[][] { document, SET };
		}
		long millis = millis(expires);
		return (millis % 1000 == 0) ? new byte[][] { document, SETEX, bytes(millis / 1000) }
				: new byte[][] { document, PSETEX, bytes(millis) };
	}

	private static long millis(Duration expires) {
		long millis = expires.toMillis();
		if (millis < 1) {
			throw new IllegalArgumentException("What is kept must be kept for a millisecond at least: " + expires);
		}
		return millis;
	}

	private static byte[] bytes(Object value) {
		return value.toString().getBytes(StandardCharsets.US_ASCII);
	}

}
