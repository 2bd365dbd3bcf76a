package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.time.TimeSource;

/**
 * Publishes the messages of lapsed leases again, whoever has held them, and forgets each
 * when the broker has confirmed it.
 *
 * <p>
 * Where the store was away, nobody could renew: all leases have lapsed when it comes
 * back, and most of their tasks run. So nothing is claimed before the store has answered
 * for as long as a lease lasts, which gives every holder time to renew.
 */
final class LapsedLeases {

	private static final Logger logger = LoggerFactory.getLogger(LapsedLeases.class);

	private static final int AT_ONCE = 10;

	/**
	 * Longer than a holder may be frozen without being taken for another one.
	 */
	private static final Duration REMEMBERED = Duration.ofDays(1);

	private final LeaseStore store;

	private final Republisher republisher;

	private final DeadLetters deadLetters;

	private final TimeSource time;

	private @Nullable Long answersSince;

	private boolean claiming;

	LapsedLeases(LeaseStore store, Republisher republisher, DeadLetters deadLetters, TimeSource time) {
		this.store = store;
		this.republisher = republisher;
		this.deadLetters = deadLetters;
		this.time = time;
	}

	/**
	 * Publish what has lapsed, if it is time to.
	 * @param answered whether the store has just answered
	 */
	void sweep(boolean answered) {
		if (begins(answered)) {
			claim();
		}
	}

	private synchronized boolean begins(boolean answered) {
		if (!answered) {
			this.answersSince = null;
			return false;
		}
		long now = this.time.nanoTime();
		if (this.answersSince == null) {
			this.answersSince = now;
		}
		if (this.claiming || now - this.answersSince < HeldLeases.TERM.toNanos()) {
			return false;
		}
		this.claiming = true;
		return true;
	}

	private void claim() {
		this.store.claimLapsed(AT_ONCE, HeldLeases.TERM)
			.thenCompose(this::passOn)
			.whenComplete((passed, error) -> claimed((error != null) ? 0 : passed, error));
	}

	private void claimed(int passed, @Nullable Throwable error) {
		if (error != null) {
			logger.warn("Lapsed leases can't be claimed: {}", Failures.unwrap(error).toString());
		}
		if (passed == AT_ONCE) {
			claim();
			return;
		}
		synchronized (this) {
			this.claiming = false;
		}
	}

	private CompletionStage<Integer> passOn(List<Lease> leases) {
		List<CompletableFuture<Integer>> stages = leases.stream().map(this::passOn).toList();
		return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
			.thenApply((done) -> stages.stream().mapToInt(CompletableFuture::join).sum());
	}

	private CompletableFuture<Integer> passOn(Lease lease) {
		LapsedDelivery delivery = new LapsedDelivery(lease);
		return this.republisher.publish(lease.message(), true, delivery, null)
			.exceptionallyCompose((error) -> Failures.passes(error) ? CompletableFuture.failedFuture(error)
					: this.deadLetters.record(delivery, DeadReason.UNPUBLISHED,
							"The task's worker is gone, and no queue takes its message: " + Failures.unwrap(error)))
			.thenCompose((published) -> this.store.passedOn(lease.id(), REMEMBERED))
			.handle((forgotten, error) -> passedOn(lease, error))
			.toCompletableFuture();
	}

	private static int passedOn(Lease lease, @Nullable Throwable error) {
		if (error == null) {
			logger.warn("Task {} is published again: its lease has lapsed", HeldLeases.taskOf(lease));
			return 1;
		}
		logger.warn("Task {}, whose lease has lapsed, is published again later: {}", HeldLeases.taskOf(lease),
				Failures.unwrap(error).toString());
		return 0;
	}

}
