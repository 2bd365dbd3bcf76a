package io.taskqueue.memory;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The messages of a queue that nobody has: higher priorities first, then in the order in
 * which they came. Not thread-safe.
 */
final class Backlog {

	private final List<Lane> lanes;

	private int size;

	/**
	 * Creates the backlog.
	 * @param maxPriority the highest priority; a message above it counts as it
	 */
	Backlog(int maxPriority) {
		this.lanes = Stream.generate(Lane::new).limit(maxPriority + 1L).toList();
	}

	void add(StoredMessage message) {
		laneOf(message).fresh.add(message);
		this.size++;
	}

	/**
	 * Put a message back to its old place.
	 * @param message the message
	 */
	void giveBack(StoredMessage message) {
		laneOf(message).returned.add(message);
		this.size++;
	}

	@Nullable StoredMessage poll() {
		for (int priority = this.lanes.size() - 1; priority >= 0; priority--) {
			StoredMessage message = this.lanes.get(priority).poll();
			if (message != null) {
				this.size--;
				return message;
			}
		}
		return null;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	private Lane laneOf(StoredMessage message) {
		Integer priority = message.message().properties().priority();
		int wanted = (priority != null) ? priority : 0;
		return this.lanes.get(Math.max(0, Math.min(wanted, this.lanes.size() - 1)));
	}

	/**
	 * The messages of one priority. Whatever was taken once is older than everything that
	 * was not, so those two kinds need no merging.
	 */
	private static final class Lane {

		private final Queue<StoredMessage> returned = new PriorityQueue<>(
				Comparator.comparingLong(StoredMessage::sequence));

		private final Queue<StoredMessage> fresh = new ArrayDeque<>();

		@Nullable StoredMessage poll() {
			StoredMessage message = this.returned.poll();
			return (message != null) ? message : this.fresh.poll();
		}

	}

}
