package io.taskqueue.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The publications that are not written yet, in their order. Those whose target is still
 * being verified are only counted. Safe for all threads.
 */
final class WaitingPublications {

	private final ConcurrentLinkedDeque<PendingPublication> queue = new ConcurrentLinkedDeque<>();

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * Count one that will be added once its target is verified.
	 */
	void announce() {
		this.count.incrementAndGet();
	}

	/**
	 * Add an announced one.
	 */
	void add(PendingPublication pending) {
		this.queue.add(pending);
	}

	/**
	 * Put back what was claimed but not written.
	 */
	void putBack(PendingPublication pending) {
		pending.release();
		this.count.incrementAndGet();
		this.queue.addFirst(pending);
	}

	/**
	 * Take the next one for writing, or {@code null} if none waits.
	 */
	@Nullable PendingPublication claim() {
		for (PendingPublication next = this.queue.poll(); next != null; next = this.queue.poll()) {
			if (next.claim()) {
				this.count.decrementAndGet();
				return next;
			}
		}
		return null;
	}

	/**
	 * End one unwritten.
	 * @return {@code false} if it is being written or has ended
	 */
	boolean abandon(PendingPublication pending) {
		boolean abandoned = pending.abandon();
		if (abandoned) {
			this.count.decrementAndGet();
		}
		return abandoned;
	}

	/**
	 * End all that are past their deadline.
	 */
	List<PendingPublication> abandonOverdue(long now) {
		List<PendingPublication> abandoned = new ArrayList<>();
		this.queue.removeIf((pending) -> {
			boolean ended = pending.overdue(now) && abandon(pending);
			if (ended) {
				abandoned.add(pending);
			}
			return ended;
		});
		return abandoned;
	}

	/**
	 * End all.
	 */
	List<PendingPublication> abandonAll() {
		List<PendingPublication> abandoned = new ArrayList<>();
		for (PendingPublication next = this.queue.poll(); next != null; next = this.queue.poll()) {
			if (abandon(next)) {
				abandoned.add(next);
			}
		}
		return abandoned;
	}

	boolean noneReady() {
		return this.queue.isEmpty();
	}

	int count() {
		return this.count.get();
	}

}
