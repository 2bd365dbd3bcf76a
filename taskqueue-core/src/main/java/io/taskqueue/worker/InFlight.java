package io.taskqueue.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what was begun and is not yet settled.
 */
final class InFlight {

	private final AtomicInteger count = new AtomicInteger();

	private final CompletableFuture<Void> quiet = new CompletableFuture<>();

	private volatile boolean draining;

	void enter() {
		this.count.incrementAndGet();
	}

	void leave() {
		if (this.count.decrementAndGet() == 0 && this.draining) {
			this.quiet.complete(null);
		}
	}

	int count() {
		return this.count.get();
	}

	/**
	 * Completes once nothing is in flight. Nothing new may be begun from now on.
	 * @return the stage
	 */
	CompletableFuture<Void> drained() {
		this.draining = true;
		if (this.count.get() == 0) {
			this.quiet.complete(null);
		}
		return this.quiet;
	}

}
