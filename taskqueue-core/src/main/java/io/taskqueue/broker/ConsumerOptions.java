package io.taskqueue.broker;

/**
 * What to consume.
 *
 * @param queue the queue
 * @param prefetch how many unsettled deliveries the broker hands out at once, at least 1
 * @since 0.1.0
 */
public record ConsumerOptions(String queue, int prefetch) {

	/**
	 * Checks the prefetch.
	 */
	public ConsumerOptions {
		if (prefetch < 1) {
			throw new IllegalArgumentException("The prefetch of queue '" + queue + "' must be at least 1: " + prefetch);
		}
	}

}
