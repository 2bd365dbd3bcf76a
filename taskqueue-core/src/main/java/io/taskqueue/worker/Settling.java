package io.taskqueue.worker;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.Delivery;

/**
 * Runs settlements on the settling thread and on the completions of the store and the
 * broker, never on a task's thread, and keeps those that can't go on.
 */
final class Settling {

	private static final Logger logger = LoggerFactory.getLogger(Settling.class);

	private final Executor executor;

	private final Backlog backlog;

	private final Prefetch prefetch;

	private final InFlight inFlight;

	private final DeadLetters deadLetters;

	private final WorkerCounters counters;

	Settling(Executor executor, Backlog backlog, Prefetch prefetch, InFlight inFlight, DeadLetters deadLetters,
			WorkerCounters counters) {
		this.executor = executor;
		this.backlog = backlog;
		this.prefetch = prefetch;
		this.inFlight = inFlight;
		this.deadLetters = deadLetters;
		this.counters = counters;
	}

	/**
	 * Settle a delivery that is in flight; it leaves when it is settled.
	 * @param delivery the delivery
	 * @param acksLate whether it is still to be acknowledged
	 * @param steps what comes before the acknowledgement, decided on the settling thread
	 */
	void settle(Delivery delivery, boolean acksLate, Supplier<List<Step>> steps) {
		WatchedDelivery.begin(delivery);
		goOn(new Settlement(this, delivery, acksLate, steps));
	}

	/**
	 * Give a delivery that is in flight back to its queue.
	 * @param delivery the delivery
	 */
	void giveBack(Delivery delivery) {
		delivery.requeue();
		this.inFlight.leave();
	}

	void goOn(Settlement settlement) {
		this.executor.execute(settlement);
	}

	void finished(Settlement settlement) {
		try {
			settlement.delivery().ack();
		}
		finally {
			leave(settlement);
		}
	}

	/**
	 * The broker has taken the delivery away, so somebody else runs and settles it.
	 * @param settlement the settlement
	 */
	void dropped(Settlement settlement) {
		this.counters.dropped();
		leave(settlement);
	}

	/**
	 * A step has failed: wait where that helps, otherwise keep the message as a dead
	 * record.
	 * @param settlement the settlement
	 * @param error why
	 */
	void failed(Settlement settlement, Throwable error) {
		if (Failures.passes(error) || !settlement.replace(dead(settlement.delivery(), error))) {
			if (settlement.markPending()) {
				this.prefetch.waits();
				this.backlog.outcomeAdded(error);
			}
			this.backlog.park(settlement);
			return;
		}
		logger.error("A delivery of queue {} can't be settled: it becomes a dead record", settlement.delivery().queue(),
				error);
		goOn(settlement);
	}

	private List<Step> dead(Delivery delivery, Throwable error) {
		return List.of((again) -> this.deadLetters.record(delivery, DeadReason.UNSETTLED, Failures.traceback(error)));
	}

	private void leave(Settlement settlement) {
		if (settlement.pending()) {
			this.prefetch.goesOn();
			this.backlog.outcomeRemoved();
		}
		this.inFlight.leave();
	}

}
