package io.taskqueue.worker;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A worker at one moment.
 *
 * @param name the node's name
 * @param running whether it is started
 * @param queues the queues it consumes
 * @param slots the number of slots
 * @param active how many tasks run
 * @param reserved how many deliveries wait here for a slot or for their time
 * @param pendingOutcomes how many outcomes wait for the result store or the broker, tasks
 * included that may have an outcome there
 * @param dispatching whether tasks are begun; {@code false} while too many outcomes wait
 * @param totals what was counted since the worker was made
 * @since 0.1.0
 */
public record WorkerStatus(String name, boolean running, List<QueueStatus> queues, int slots, int active, int reserved,
		int pendingOutcomes, boolean dispatching, Totals totals) {

	/**
	 * Copies the queues.
	 */
	public WorkerStatus {
		queues = List.copyOf(queues);
	}

	/**
	 * The number of tasks that were run and settled.
	 * @return the number
	 */
	public long processed() {
		return this.totals.processed();
	}

	/**
	 * The dead records, by reason.
	 * @return the number for each reason that occurred
	 */
	public Map<String, Long> deadRecords() {
		return this.totals.deadRecords();
	}

	/**
	 * A consumed queue.
	 *
	 * @param name the queue's name
	 * @param active whether the broker hands out deliveries; {@code false} while the
	 * consumer is being opened or recovered
	 * @param problem why it is not active, in words, or {@code null} if that is not known
	 */
	public record QueueStatus(String name, boolean active, @Nullable String problem) {
	}

	/**
	 * What was counted since the worker was made, over all starts.
	 *
	 * @param processed tasks that were run
	 * @param revoked tasks that were not run, because they were revoked or had expired
	 * @param republished messages that went back to the broker for a while, because they
	 * were not due or no worker knew the task
	 * @param repeats deliveries that were not run again, because their outcome was known
	 * @param dropped deliveries that the broker took away before they were settled
	 * @param lostMarkers ignored results of which no marker could be left
	 * @param deadRecords dead records by reason
	 */
	public record Totals(long processed, long revoked, long republished, long repeats, long dropped, long lostMarkers,
			Map<String, Long> deadRecords) {

		/**
		 * Copies the dead records.
		 */
		public Totals {
			deadRecords = Map.copyOf(deadRecords);
		}

	}

}
