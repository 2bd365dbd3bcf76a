package io.taskqueue.memory;

import io.taskqueue.message.Message;

/**
 * A message in a queue.
 *
 * @param message the message
 * @param exchange the exchange it was published to
 * @param routingKey the routing key it was published with
 * @param sequence its place in the queue
 * @param redelivered whether it was delivered before
 */
record StoredMessage(Message message, String exchange, String routingKey, long sequence, boolean redelivered) {

	StoredMessage again() {
		return new StoredMessage(this.message, this.exchange, this.routingKey, this.sequence, true);
	}

}
