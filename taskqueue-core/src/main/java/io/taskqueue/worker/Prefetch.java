package io.taskqueue.worker;

import java.util.function.IntConsumer;

/**
 * How many deliveries are taken at once. Tasks that wait for others keep their
 * deliveries; once they would leave none for those they wait for, more are taken. The
 * number grows in doublings and stays, because changing it is expensive for a broker.
 */
final class Prefetch {

	private final int base;

	private final IntConsumer change;

	private int waiting;

	private int spare;

	Prefetch(WorkerOptions options, IntConsumer change) {
		this.base = options.prefetch();
		this.spare = Math.max(0, options.prefetch() - options.concurrency());
		this.change = change;
	}

	void waits() {
		int more = grown();
		if (more > 0) {
			this.change.accept(more);
		}
	}

	synchronized void goesOn() {
		this.waiting--;
	}

	private synchronized int grown() {
		this.waiting++;
		if (this.waiting <= this.spare) {
			return 0;
		}
		this.spare = Math.max(this.base, 2 * this.spare);
		return this.base + this.spare;
	}

}
