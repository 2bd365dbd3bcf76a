package io.taskqueue.broker;

import org.jspecify.annotations.Nullable;

/**
 * A running consumer of one queue.
 *
 * @since 0.1.0
 */
public interface MessageConsumer {

	/**
	 * The queue.
	 * @return the queue's name
	 */
	String queue();

	/**
	 * Whether the broker currently hands deliveries to this consumer.
	 * @return {@code false} while it is recovering, and after it was cancelled
	 */
	boolean active();

	/**
	 * What keeps the broker from handing out deliveries.
	 * @return the reason in words, or {@code null} if there is none or it is not known
	 */
	default @Nullable String problem() {
		return null;
	}

	/**
	 * Change how many unsettled deliveries are handed out at once. Deliveries already
	 * handed out stay, and need not count against the new number.
	 * @param prefetch the number, at least 1
	 */
	void prefetch(int prefetch);

	/**
	 * Take no more deliveries. Those already handed out can still be settled. Returns
	 * when no further delivery will be handed to the handler, which may mean waiting for
	 * the handler to return; only the handler itself does not wait.
	 */
	void cancel();

	/**
	 * Cancel, and give every unsettled delivery back to the queue.
	 */
	void close();

}
