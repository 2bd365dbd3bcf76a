package io.taskqueue.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.client.OutcomeWaits.Waiter;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.ResultStore.Subscription;
import io.taskqueue.result.UnreadableResultException;
import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * The waiting for one task: subscribe, then fetch, then listen, and fetch again now and
 * then because a notification may be lost. The fetches of many tasks are spread in time.
 * A store that fails is asked again; a result that can't be read ends the waiting.
 *
 * <p>
 * There is no lock: whoever sets a subscription or timer looks at {@code ended}
 * afterwards, and whoever ends looks at them afterwards, so that one of the two releases
 * it. Releasing twice has no effect.
 */
final class OutcomeWait {

	private final String taskId;

	private final ResultStore store;

	private final TimeSource time;

	private final Duration pollInterval;

	private final BiConsumer<OutcomeWait, ResultDocument> finished;

	private final BiConsumer<OutcomeWait, UnreadableResultException> failed;

	private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean begun = new AtomicBoolean();

	private volatile @Nullable Throwable failure;

	private volatile boolean ended;

	private volatile @Nullable Subscription subscription;

	private volatile @Nullable Timer timer;

	OutcomeWait(String taskId, ResultStore store, TimeSource time, Duration pollInterval,
			BiConsumer<OutcomeWait, ResultDocument> finished,
			BiConsumer<OutcomeWait, UnreadableResultException> failed) {
		this.taskId = taskId;
		this.store = store;
		this.time = time;
		this.pollInterval = pollInterval;
		this.finished = finished;
		this.failed = failed;
	}

	String taskId() {
		return this.taskId;
	}

	/**
	 * Why the store could not be asked the last time.
	 * @return the error, or {@code null} where it answered
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	Waiter join() {
		Waiter waiter = new Waiter(this);
		this.waiters.add(waiter);
		return waiter;
	}

	boolean leave(Waiter waiter) {
		this.waiters.remove(waiter);
		return this.waiters.isEmpty();
	}

	void begin() {
		if (this.begun.compareAndSet(false, true)) {
			subscribe();
		}
	}

	void complete(ResultDocument document) {
		this.waiters.forEach((waiter) -> waiter.complete(document));
	}

	/**
	 * Nobody looks any longer.
	 * @param reason what those who wait are told
	 */
	void fail(Throwable reason) {
		this.waiters.forEach((waiter) -> waiter.completeExceptionally(reason));
	}

	void end() {
		this.ended = true;
		release(this.subscription, this.timer);
	}

	private void subscribe() {
		this.store.subscribe(this.taskId, this::offer).whenComplete((subscribed, ex) -> {
			if (subscribed != null) {
				keep(subscribed);
			}
			fetch();
		});
	}

	private void keep(Subscription subscribed) {
		this.subscription = subscribed;
		if (this.ended) {
			release(subscribed, null);
		}
	}

	private void fetch() {
		this.store.fetch(this.taskId).whenComplete((document, ex) -> {
			this.failure = (ex != null) ? Causes.of(ex) : null;
			if (this.failure instanceof UnreadableResultException unreadable) {
				this.failed.accept(this, unreadable);
			}
			else if (document == null || !offer(document)) {
				pollLater();
			}
		});
	}

	private boolean offer(ResultDocument document) {
		boolean ready = document.state().ready();
		if (ready) {
			this.finished.accept(this, document);
		}
		return ready;
	}

	private void pollLater() {
		Timer next = this.time.schedule(spread(), this::poll);
		this.timer = next;
		if (this.ended) {
			release(null, next);
		}
	}

	private void poll() {
		if (this.subscription != null) {
			fetch();
		}
		else {
			subscribe();
		}
	}

	private static void release(@Nullable Subscription subscription, @Nullable Timer timer) {
		if (subscription != null) {
			subscription.cancel();
		}
		if (timer != null) {
			timer.cancel();
		}
	}

	private Duration spread() {
		long nanos = this.pollInterval.toNanos();
		return Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(Math.max(1, nanos)));
	}

}
