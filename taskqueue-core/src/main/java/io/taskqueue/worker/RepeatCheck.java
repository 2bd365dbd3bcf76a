package io.taskqueue.worker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.result.ResultStore;
import io.taskqueue.result.UnreadableResultException;

/**
 * Third stage, for deliveries that may be repeats: looks whether the attempt has an
 * outcome before it is run again.
 */
final class RepeatCheck {

	private static final Logger logger = LoggerFactory.getLogger(RepeatCheck.class);

	private static final Duration STARTS_EXPIRE = Duration.ofDays(1);

	private final ResultStore store;

	private final Backlog backlog;

	private final Prefetch prefetch;

	private final Settler settler;

	private final InFlight inFlight;

	private final WorkerCounters counters;

	private final Slots slots;

	RepeatCheck(ResultStore store, Backlog backlog, Prefetch prefetch, Settler settler, InFlight inFlight,
			WorkerCounters counters, Slots slots) {
		this.store = store;
		this.backlog = backlog;
		this.prefetch = prefetch;
		this.settler = settler;
		this.inFlight = inFlight;
		this.counters = counters;
		this.slots = slots;
	}

	void check(Job job) {
		check(job, false);
	}

	private void check(Job job, boolean waited) {
		if (!job.delivery().open()) {
			this.counters.dropped();
			leave(waited);
			return;
		}
		lookUp(job).whenComplete((repeat, error) -> {
			if (error != null && !job.ignoreResult() && passes(error)) {
				checkLater(job, waited, Failures.unwrap(error));
			}
			else {
				leave(waited);
				decide(job, repeat);
			}
		});
	}

	/**
	 * What waits keeps its delivery but no slot, like an outcome that waits, and counts
	 * as one: it must not stand in the way of ignored results, and not pile up unseen.
	 */
	private void checkLater(Job job, boolean waited, Throwable error) {
		logger.debug("Whether task {} is a repeat can't be known while the result store is away", job, error);
		if (!waited) {
			this.prefetch.waits();
			this.backlog.outcomeAdded(error);
		}
		this.backlog.park(() -> check(job, true));
	}

	private void leave(boolean waited) {
		if (waited) {
			this.prefetch.goesOn();
			this.backlog.outcomeRemoved();
		}
	}

	/**
	 * Something else than a result in the place of the result stays there, and is none.
	 */
	private static boolean passes(Throwable error) {
		return !(Failures.unwrap(error) instanceof UnreadableResultException);
	}

	private CompletionStage<Repeat> lookUp(Job job) {
		try {
			if (job.ignoreResult()) {
				return this.store.marked(Outcomes.markerOf(job))
					.thenApply((marked) -> marked ? Repeat.OVER : Repeat.UNKNOWN);
			}
			return this.store.fetch(job.id()).thenApply((document) -> Repeat.of(document, job.retries()));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void decide(Job job, @Nullable Repeat repeat) {
		if (repeat != null && repeat.settled()) {
			logger.info("Task {} was delivered again and is not run: its outcome is known", job);
			this.counters.repeat();
			this.inFlight.enter();
			this.settler.settleAgain(job, repeat);
		}
		else {
			count(job);
			this.slots.enter(job);
		}
	}

	private void count(Job job) {
		if (!job.delivery().redelivered()) {
			return;
		}
		try {
			this.store.count("taskqueue-starts-" + job.id(), STARTS_EXPIRE)
				.whenComplete((starts, error) -> logger.debug("Task {} was delivered again: start {}", job,
						(error != null) ? "not counted" : starts));
		}
		catch (RuntimeException ex) {
			logger.debug("The start of task {} could not be counted", job, ex);
		}
	}

}
