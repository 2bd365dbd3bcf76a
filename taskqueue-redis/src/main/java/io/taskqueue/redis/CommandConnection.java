package io.taskqueue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.time.TimeSource;

/**
 * The one connection for commands, shared by everybody and pipelined.
 *
 * <p>
 * It is opened by the first command and, when it was lost, by the next one. Commands that
 * come while it is being opened wait in their order and are sent before any later one: a
 * task's STARTED must not overtake its outcome. An attempt that failed makes commands
 * fail at once until a short while has passed, so that neither time nor memory is spent
 * on a Redis that is away. A connection on which a command timed out without any answer
 * since it was sent is taken for half-open and dropped; so is one to a master that became
 * a replica.
 *
 * <p>
 * The monitor guards everything but reading the link. Nothing is sent and nobody's stage
 * is completed while it is held.
 */
final class CommandConnection {

	private static final Logger logger = LoggerFactory.getLogger(CommandConnection.class);

	private final RedisEndpoint endpoint;

	private final TimeSource timeSource;

	private final int maxPending;

	private final AtomicInteger pending = new AtomicInteger();

	private final Object monitor = new Object();

	private final ReconnectBackoff backoff;

	private List<Call<?>> waiting = new ArrayList<>();

	private volatile @Nullable Link link;

	private @Nullable Object attempt;

	private @Nullable Throwable failure;

	CommandConnection(RedisEndpoint endpoint, int maxPending, TimeSource timeSource) {
		this.endpoint = endpoint;
		this.maxPending = maxPending;
		this.timeSource = timeSource;
		this.backoff = new ReconnectBackoff(timeSource);
	}

	/**
	 * Sends a command.
	 * @param purpose what it is for, for the message of its failure
	 * @param command sends it
	 * @return its answer, or a {@code ResultStoreException}
	 */
	<T> CompletionStage<T> call(String purpose,
			Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
		Call<T> call = new Call<>(purpose, command, new CompletableFuture<>());
		if (this.pending.incrementAndGet() > this.maxPending) {
			this.pending.decrementAndGet();
			call.fail(this.maxPending + " commands already wait for an answer of Redis", null);
			return call.answer();
		}
		call.answer().whenComplete((answer, ex) -> this.pending.decrementAndGet());
		Link open = this.link;
		if (open != null && open.isOpen()) {
			send(open, call);
		}
		else {
			sendWhenConnected(call);
		}
		return call.answer();
	}

	/**
	 * Forgets the connection, which the endpoint closes. The next command opens another.
	 */
	void stop() {
		List<Call<?>> abandoned;
		synchronized (this.monitor) {
			this.link = null;
			this.attempt = null;
			this.failure = null;
			this.backoff.succeeded();
			abandoned = drain();
		}
		abandoned.forEach((call) -> call.fail("the result store was stopped", null));
	}

	private void sendWhenConnected(Call<?> call) {
		Link open;
		Throwable refusal = null;
		Object started = null;
		synchronized (this.monitor) {
			open = this.link;
			if (open == null || !open.isOpen()) {
				open = null;
				refusal = refusal();
				started = (refusal != null) ? null : enqueue(call);
			}
		}
		if (open != null) {
			send(open, call);
		}
		if (refusal != null) {
			call.fail("Redis can't be reached", refusal);
		}
		if (started != null) {
			connect(started);
		}
	}

	private @Nullable Throwable refusal() {
		return (this.attempt == null && !this.backoff.remaining().isZero()) ? this.failure : null;
	}

	/**
	 * Lets a call wait for the connection.
	 * @return a new attempt for the caller to begin, or {@code null} if one is under way
	 */
	private @Nullable Object enqueue(Call<?> call) {
		this.waiting.add(call);
		if (this.attempt != null) {
			return null;
		}
		if (this.link != null) {
			this.link.close();
			this.link = null;
		}
		this.attempt = new Object();
		return this.attempt;
	}

	private void connect(Object started) {
		this.endpoint.connect().whenComplete((connection, ex) -> {
			if (ex == null) {
				connected(started, connection);
			}
			else {
				failed(started, Call.unwrap(ex));
			}
		});
	}

	private void connected(Object started, StatefulRedisConnection<String, byte[]> connection) {
		Link opened = new Link(connection, this.timeSource.nanoTime());
		List<Call<?>> calls = List.of();
		do {
			calls.forEach((call) -> send(opened, call));
			synchronized (this.monitor) {
				if (this.attempt != started) {
					opened.close();
					return;
				}
				calls = drain();
				if (calls.isEmpty()) {
					publish(opened);
				}
			}
		}
		while (!calls.isEmpty());
	}

	private void publish(Link opened) {
		this.link = opened;
		this.attempt = null;
		this.backoff.succeeded();
		if (this.failure != null) {
			logger.info("Redis can be reached again");
			this.failure = null;
		}
	}

	private void failed(Object started, Throwable ex) {
		List<Call<?>> calls;
		synchronized (this.monitor) {
			if (this.attempt != started) {
				return;
			}
			if (this.failure == null) {
				logger.warn("Redis can't be reached; results fail until it can: {}", Call.root(ex));
			}
			this.attempt = null;
			this.failure = ex;
			this.backoff.failed();
			calls = drain();
		}
		calls.forEach((call) -> call.fail("Redis can't be reached", ex));
	}

	private List<Call<?>> drain() {
		List<Call<?>> calls = this.waiting;
		this.waiting = new ArrayList<>();
		return calls;
	}

	private <T> void send(Link open, Call<T> call) {
		long sentAt = this.timeSource.nanoTime();
		CompletionStage<T> answer;
		try {
			answer = call.command().apply(open.connection().async());
		}
		catch (RuntimeException ex) {
			call.fail("the command could not be sent", ex);
			return;
		}
		answer.whenComplete((value, ex) -> {
			if (ex == null) {
				open.answered(this.timeSource.nanoTime());
				call.answer().complete(value);
			}
			else {
				failed(open, sentAt, call, Call.unwrap(ex));
			}
		});
	}

	private void failed(Link open, long sentAt, Call<?> call, Throwable ex) {
		boolean refused = ex instanceof RedisCommandExecutionException;
		if (refused) {
			open.answered(this.timeSource.nanoTime());
		}
		boolean halfOpen = ex instanceof RedisCommandTimeoutException && open.silentSince(sentAt);
		if (halfOpen || ex instanceof RedisReadOnlyException) {
			open.close();
		}
		call.fail(refused ? "Redis refused" : "Redis did not answer", ex);
	}

}
