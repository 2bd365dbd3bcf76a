package io.taskqueue.worker;

import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * How many deliveries are taken at once. Tasks that wait for others, and outcomes that
 * wait for the store, keep their deliveries but no slot; once they would leave none for
 * the slots, more are taken. The number grows in doublings and falls back when nothing
 * waits any longer, because changing it is expensive for a broker.
 */
final class Prefetch {

	private final int base;

	private final Executor executor;

	private final IntConsumer change;

	private final int enough;

	private int waiting;

	private int spare;

	/**
	 * The configured prefetch.
	 * @param options what is configured
	 * @param executor changes the consumers, one change after the other
	 * @param change how the consumers are changed
	 */
	Prefetch(WorkerOptions options, Executor executor, IntConsumer change) {
		this.base = options.prefetch();
		this.enough = Math.max(0, options.prefetch() - options.concurrency());
		this.spare = this.enough;
		this.executor = executor;
		this.change = change;
	}

	/**
	 * A delivery is kept without a slot.
	 */
	synchronized void waits() {
		this.waiting++;
		if (this.waiting > this.spare) {
			this.spare = Math.max(this.base, 2 * this.spare);
			change(this.base + this.spare);
		}
	}

	/**
	 * A delivery is kept no longer without a slot.
	 */
	synchronized void goesOn() {
		this.waiting--;
		if (this.waiting == 0 && this.spare > this.enough) {
			this.spare = this.enough;
			change(this.base);
		}
	}

	private void change(int prefetch) {
		this.executor.execute(() -> this.change.accept(prefetch));
	}

}
