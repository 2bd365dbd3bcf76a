package io.taskqueue.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a message goes.
 *
 * @param exchange the exchange, empty for the default exchange
 * @param routingKey the routing key
 * @param queue the queue to be declared before, or {@code null} where the caller named an
 * exchange or routing key and so answers for what is bound to it
 */
record Destination(String exchange, String routingKey, @Nullable String queue) {

	static Destination queue(String queue) {
		return new Destination("", queue, queue);
	}

}
