package io.taskqueue.broker;

import io.taskqueue.message.Message;

/**
 * A message handed to this process. It must be settled exactly once, by {@link #ack()},
 * {@link #requeue()} or {@link #reject()}, in any order and on any thread; further calls
 * have no effect. When its consumer or connection is gone, settling has no effect either:
 * the broker has given the message to somebody else.
 *
 * @since 0.1.0
 */
public interface Delivery {

	/**
	 * The message.
	 * @return the message
	 */
	Message message();

	/**
	 * The queue it was consumed from.
	 * @return the queue's name
	 */
	String queue();

	/**
	 * The exchange it was published to.
	 * @return the exchange, empty for the default exchange
	 */
	String exchange();

	/**
	 * The routing key it was published with, without the prefix of a delay.
	 * @return the routing key
	 */
	String routingKey();

	/**
	 * Whether the broker may have delivered this message before.
	 * @return whether it may be a repeat
	 */
	boolean redelivered();

	/**
	 * Whether settling still has an effect.
	 * @return {@code false} once it is settled or its consumer or connection is gone
	 */
	boolean open();

	/**
	 * Done: the broker forgets the message.
	 */
	void ack();

	/**
	 * Give it back to its queue, as near to its old place as the broker can.
	 */
	void requeue();

	/**
	 * Refuse it for good, without a dead record.
	 */
	void reject();

}
