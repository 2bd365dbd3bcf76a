package io.taskqueue.worker;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a worker has counted since it was made.
 */
final class WorkerCounters {

	private final LongAdder processed = new LongAdder();

	private final LongAdder revoked = new LongAdder();

	private final LongAdder republished = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	private final LongAdder repeats = new LongAdder();

	private final LongAdder lostMarkers = new LongAdder();

	private final Map<DeadReason, LongAdder> dead = new ConcurrentHashMap<>();

	void processed() {
		this.processed.increment();
	}

	void revoked() {
		this.revoked.increment();
	}

	void republished() {
		this.republished.increment();
	}

	void dropped() {
		this.dropped.increment();
	}

	void repeat() {
		this.repeats.increment();
	}

	/**
	 * A marker of an ignored result could not be left.
	 * @return whether it is the first
	 */
	boolean lostMarker() {
		this.lostMarkers.increment();
		return this.lostMarkers.sum() == 1;
	}

	void dead(DeadReason reason) {
		this.dead.computeIfAbsent(reason, (first) -> new LongAdder()).increment();
	}

	WorkerStatus.Totals totals() {
		Map<String, Long> records = new TreeMap<>();
		this.dead.forEach((reason, count) -> records.put(reason.text(), count.sum()));
		return new WorkerStatus.Totals(this.processed.sum(), this.revoked.sum(), this.republished.sum(),
				this.repeats.sum(), this.dropped.sum(), this.lostMarkers.sum(), records);
	}

}
