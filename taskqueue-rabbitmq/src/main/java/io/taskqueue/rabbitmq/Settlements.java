package io.taskqueue.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The unsettled deliveries of one channel, and the settlements that wait to be written.
 * Delivery tags grow, so a run of acknowledgements with nothing unsettled before it takes
 * one frame.
 */
final class Settlements {

	private final TreeSet<Long> unsettled = new TreeSet<>();

	private List<Settlement> waiting = new ArrayList<>();

	synchronized void delivered(long tag) {
		this.unsettled.add(tag);
	}

	/**
	 * Settle a delivery.
	 * @return whether this is the first that waits, so that somebody has to write them
	 */
	synchronized boolean settle(Settlement settlement) {
		this.unsettled.remove(settlement.tag());
		this.waiting.add(settlement);
		return this.waiting.size() == 1;
	}

	/**
	 * Take what waits, as frames to be written in this order. What is not acknowledged
	 * comes first: otherwise a run of acknowledgements would cover it.
	 */
	synchronized List<Settlement> take() {
		List<Settlement> taken = this.waiting;
		this.waiting = new ArrayList<>();
		long firstUnsettled = this.unsettled.isEmpty() ? Long.MAX_VALUE : this.unsettled.first();
		List<Settlement> frames = new ArrayList<>();
		long run = 0;
		int length = 0;
		for (Settlement settlement : taken) {
			if (settlement.kind() == Kind.ACK && settlement.tag() < firstUnsettled) {
				run = Math.max(run, settlement.tag());
				length++;
			}
			else {
				frames.add(settlement);
			}
		}
		if (length > 0) {
			frames.add(new Settlement(run, Kind.ACK, length > 1));
		}
		return frames;
	}

	synchronized boolean allSettled() {
		return this.unsettled.isEmpty() && this.waiting.isEmpty();
	}

	/**
	 * How a delivery is settled.
	 */
	enum Kind {

		ACK, REQUEUE, REJECT

	}

	/**
	 * The end of a delivery.
	 *
	 * @param tag its delivery tag
	 * @param kind how it ends
	 * @param multiple whether all earlier ones end with it
	 */
	record Settlement(long tag, Kind kind, boolean multiple) {

	}

}
