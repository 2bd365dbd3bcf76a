package io.taskqueue.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.time.TimeSource;

/**
 * The one connection for subscriptions, shared by everybody who waits.
 *
 * <p>
 * It is opened by the first subscription. When it is lost, subscriptions that were in
 * force are restored over a new one, with growing pauses while Redis is away; those that
 * were not yet in force fail. What is announced meanwhile is lost, which those who wait
 * allow for. While somebody waits it is probed with a PING from time to time, because a
 * half-open connection looks like one on which nothing happens.
 *
 * <p>
 * The monitor guards the fields and the book. Nothing is sent and nobody's stage is
 * completed while it is held.
 */
final class SubscriptionConnection {

	private static final Logger logger = LoggerFactory.getLogger(SubscriptionConnection.class);

	private static final String PURPOSE = "subscribe to a result";

	private final RedisEndpoint endpoint;

	private final Duration probeInterval;

	private final TimeSource timeSource;

	private final Object monitor = new Object();

	private final ChannelBook book = new ChannelBook();

	private final ReconnectBackoff backoff;

	private @Nullable StatefulRedisPubSubConnection<String, byte[]> connection;

	private @Nullable Object attempt;

	private @Nullable Throwable failure;

	private TimeSource.@Nullable Timer retry;

	private TimeSource.@Nullable Timer probe;

	SubscriptionConnection(RedisEndpoint endpoint, Duration probeInterval, TimeSource timeSource) {
		this.endpoint = endpoint;
		this.probeInterval = probeInterval;
		this.timeSource = timeSource;
		this.backoff = new ReconnectBackoff(timeSource);
	}

	/**
	 * Adds a listener to a channel.
	 * @return completes when the subscription is in force; if it fails, the listener is
	 * gone
	 */
	CompletionStage<Void> add(String channel, Consumer<byte[]> listener) {
		CompletableFuture<Void> confirmed;
		synchronized (this.monitor) {
			confirmed = this.book.add(channel, listener);
		}
		proceed();
		return confirmed;
	}

	void remove(String channel, Consumer<byte[]> listener) {
		synchronized (this.monitor) {
			this.book.remove(channel, listener);
		}
		proceed();
	}

	/**
	 * Forgets all listeners and the connection, which the endpoint closes.
	 */
	void stop() {
		List<CompletableFuture<Void>> givenUp;
		synchronized (this.monitor) {
			this.connection = null;
			this.attempt = null;
			this.failure = null;
			this.backoff.succeeded();
			cancelTimers();
			givenUp = this.book.clear();
		}
		fail(givenUp, "the result store was stopped", null);
	}

	/**
	 * Does what is to be done next: connect, or ask for the next batch.
	 */
	private void proceed() {
		StatefulRedisPubSubConnection<String, byte[]> open;
		ChannelBook.Batch batch = null;
		Object started = null;
		List<CompletableFuture<Void>> givenUp = List.of();
		Throwable reason;
		synchronized (this.monitor) {
			open = this.connection;
			reason = this.failure;
			if (open != null) {
				batch = this.book.next();
			}
			else if (this.attempt == null && !this.book.isEmpty()) {
				started = startAttempt();
				givenUp = (started != null) ? givenUp : this.book.lost();
			}
		}
		if (open != null && batch != null) {
			send(open, batch);
		}
		if (started != null) {
			connect(started);
		}
		fail(givenUp, "Redis can't be reached", reason);
	}

	private @Nullable Object startAttempt() {
		if (this.backoff.remaining().isZero()) {
			this.attempt = new Object();
			return this.attempt;
		}
		scheduleRetry();
		return null;
	}

	private void scheduleRetry() {
		if (this.retry == null && !this.book.isEmpty()) {
			this.retry = this.timeSource.schedule(this.backoff.remaining(), this::retry);
		}
	}

	private void retry() {
		synchronized (this.monitor) {
			this.retry = null;
		}
		proceed();
	}

	private void connect(Object started) {
		this.endpoint.connectPubSub().whenComplete((opened, ex) -> {
			if (ex == null) {
				connected(started, opened);
			}
			else {
				failed(started, Call.unwrap(ex));
			}
		});
	}

	private void connected(Object started, StatefulRedisPubSubConnection<String, byte[]> opened) {
		new SubscriptionEvents(this, opened).listen();
		synchronized (this.monitor) {
			if (this.attempt != started) {
				opened.closeAsync();
				return;
			}
			this.attempt = null;
			this.connection = opened;
			scheduleProbe(opened);
		}
		if (opened.isOpen()) {
			proceed();
		}
		else {
			closed(opened);
		}
	}

	private void failed(Object started, Throwable ex) {
		List<CompletableFuture<Void>> givenUp;
		synchronized (this.monitor) {
			if (this.attempt != started) {
				return;
			}
			this.attempt = null;
			givenUp = disconnected(ex);
		}
		fail(givenUp, "Redis can't be reached", ex);
	}

	void closed(StatefulRedisPubSubConnection<String, byte[]> broken) {
		lost(broken, new IllegalStateException("the connection was closed"));
	}

	private void lost(StatefulRedisPubSubConnection<String, byte[]> broken, Throwable ex) {
		List<CompletableFuture<Void>> givenUp;
		synchronized (this.monitor) {
			if (this.connection != broken) {
				return;
			}
			this.connection = null;
			cancelTimers();
			givenUp = disconnected(ex);
		}
		broken.closeAsync();
		fail(givenUp, "the connection to Redis was lost", ex);
	}

	private List<CompletableFuture<Void>> disconnected(Throwable ex) {
		if (this.failure == null) {
			logger.warn("The connection for waiting results is lost and will be restored: {}", Call.root(ex));
		}
		this.failure = ex;
		this.backoff.failed();
		List<CompletableFuture<Void>> givenUp = this.book.lost();
		scheduleRetry();
		return givenUp;
	}

	private void send(StatefulRedisPubSubConnection<String, byte[]> open, ChannelBook.Batch batch) {
		String[] channels = batch.channels().toArray(String[]::new);
		CompletionStage<Void> sent = batch.subscribe() ? open.async().subscribe(channels)
				: open.async().unsubscribe(channels);
		sent.whenComplete((done, ex) -> {
			if (ex != null) {
				lost(open, ex);
			}
		});
	}

	void confirm(StatefulRedisPubSubConnection<String, byte[]> open, String channel, boolean subscribed) {
		CompletableFuture<Void> confirmed;
		synchronized (this.monitor) {
			if (this.connection != open) {
				return;
			}
			confirmed = this.book.confirm(channel, subscribed);
			this.backoff.succeeded();
			if (this.failure != null) {
				logger.info("The connection for waiting results is restored");
				this.failure = null;
			}
		}
		if (confirmed != null) {
			confirmed.complete(null);
		}
		proceed();
	}

	void deliver(String channel, byte[] message) {
		List<Consumer<byte[]>> listeners;
		synchronized (this.monitor) {
			listeners = this.book.listeners(channel);
		}
		for (Consumer<byte[]> listener : listeners) {
			try {
				listener.accept(message);
			}
			catch (RuntimeException ex) {
				logger.error("A listener for {} failed; the others go on", channel, ex);
			}
		}
	}

	private void scheduleProbe(StatefulRedisPubSubConnection<String, byte[]> open) {
		this.probe = this.timeSource.schedule(this.probeInterval, () -> probe(open));
	}

	private void probe(StatefulRedisPubSubConnection<String, byte[]> open) {
		boolean awaited;
		synchronized (this.monitor) {
			if (this.connection != open) {
				return;
			}
			awaited = !this.book.isEmpty();
			scheduleProbe(open);
		}
		if (awaited) {
			open.async().ping().whenComplete((pong, ex) -> {
				if (ex != null) {
					lost(open, ex);
				}
			});
		}
	}

	private void cancelTimers() {
		if (this.retry != null) {
			this.retry.cancel();
		}
		if (this.probe != null) {
			this.probe.cancel();
		}
		this.retry = null;
		this.probe = null;
	}

	private static void fail(List<CompletableFuture<Void>> waiting, String reason, @Nullable Throwable cause) {
		waiting.forEach((future) -> future.completeExceptionally(Call.failure(PURPOSE, reason, cause)));
	}

}
