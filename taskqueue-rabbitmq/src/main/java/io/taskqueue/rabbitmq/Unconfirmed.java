package io.taskqueue.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The publications of one channel that were written and not answered, by their sequence
 * numbers. The writer adds, the connection's reader and the timer remove.
 */
final class Unconfirmed {

	private final ConcurrentNavigableMap<Long, PendingPublication> bySequence = new ConcurrentSkipListMap<>();

	private final AtomicInteger size = new AtomicInteger();

	void add(long sequence, PendingPublication pending) {
		this.bySequence.put(sequence, pending);
		this.size.incrementAndGet();
	}

	@Nullable PendingPublication remove(long sequence) {
		PendingPublication removed = this.bySequence.remove(sequence);
		if (removed != null) {
			this.size.decrementAndGet();
		}
		return removed;
	}

	/**
	 * Remove what an answer of the broker covers.
	 */
	List<PendingPublication> answered(long sequence, boolean multiple) {
		List<PendingPublication> answered = new ArrayList<>();
		if (multiple) {
			this.bySequence.headMap(sequence, true).keySet().forEach((earlier) -> removeInto(answered, earlier));
		}
		else {
			removeInto(answered, sequence);
		}
		return answered;
	}

	/**
	 * Remove the oldest that matches.
	 */
	@Nullable PendingPublication removeFirst(Predicate<PendingPublication> condition) {
		for (var entry : this.bySequence.entrySet()) {
			if (condition.test(entry.getValue())) {
				return remove(entry.getKey());
			}
		}
		return null;
	}

	/**
	 * Remove all that match, oldest first.
	 */
	List<PendingPublication> removeAll(Predicate<PendingPublication> condition) {
		List<PendingPublication> removed = new ArrayList<>();
		this.bySequence.forEach((sequence, pending) -> {
			if (condition.test(pending)) {
				removeInto(removed, sequence);
			}
		});
		return removed;
	}

	int size() {
		return this.size.get();
	}

	private void removeInto(List<PendingPublication> removed, long sequence) {
		PendingPublication pending = remove(sequence);
		if (pending != null) {
			removed.add(pending);
		}
	}

}
