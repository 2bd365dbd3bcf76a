package io.taskqueue.rabbitmq;

import io.taskqueue.broker.UnroutableException;

/**
 * Words the two ways in which a publication finds no queue.
 */
final class Unroutable {

	private Unroutable() {
	}

	static UnroutableException noExchange(String exchange) {
		return new UnroutableException("Exchange '" + exchange + "' does not exist; the message is not published",
				null);
	}

	static UnroutableException noQueue(String exchange, String routingKey) {
		String target = exchange.isEmpty() ? "There is no queue '" + routingKey + "'"
				: "Exchange '" + exchange + "' has no queue for routing key '" + routingKey + "'";
		return new UnroutableException(target + "; the message is not published", null);
	}

}
