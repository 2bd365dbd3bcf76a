package io.taskqueue.worker;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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

	private final InFlight inFlight;

	private final DeadLetters deadLetters;

	private final WorkerCounters counters;

	Settling(Executor executor, Backlog backlog, InFlight inFlight, DeadLetters deadLetters, WorkerCounters counters) {
		this.executor = executor;
		this.backlog = backlog;
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
		try {
			this.executor.execute(settlement);
		}
		catch (RejectedExecutionException ex) {
			// The worker has stopped and its consumers are closed
			dropped(settlement);
		}
	}

	void finished(Settlement settlement) {
		settlement.delivery().ack();
		leave(settlement);
	}

	/**
	 * The broker has taken the delivery away, so somebody else runs and settles it.
	 * @param settlement the settlement
	 */
	void dropped(Settlement settlement) {
		this.counters.dropped();
		leave(settlement);
	}

	void failed(Settlement settlement, Throwable error) {
		if (!Failures.passes(error)) {
			logger.error("A delivery from queue {} can't be settled: it becomes a dead record",
					settlement.delivery().queue(), error);
			settlement.replace(List.of((again) -> this.deadLetters.record(settlement.delivery(), DeadReason.UNSETTLED,
					Failures.traceback(error))));
			goOn(settlement);
			return;
		}
		if (settlement.markPending()) {
			logger.warn("An outcome waits for the result store or the broker: {}", error.toString());
			this.backlog.outcomeAdded();
		}
		this.backlog.park(settlement);
	}

	private void leave(Settlement settlement) {
		if (settlement.pending()) {
			this.backlog.outcomeRemoved();
		}
		this.inFlight.leave();
	}

}
