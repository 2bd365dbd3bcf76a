package io.taskqueue.broker;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Message;

/**
 * A message on its way to a broker.
 *
 * @param message the message
 * @param exchange the exchange; empty for the default exchange, where the routing key is
 * the queue's name
 * @param routingKey the routing key
 * @param notBefore the instant before which the message must not be delivered, within one
 * {@link BrokerCapabilities#delayStep() step}, or {@code null} for at once
 * @param confirmTimeout how long to wait for the broker's confirm
 * @since 0.1.0
 */
public record Publication(Message message, String exchange, String routingKey, @Nullable Instant notBefore,
		Duration confirmTimeout) {

	/**
	 * A publication straight to a queue.
	 * @param queue the queue
	 * @param message the message
	 * @param confirmTimeout how long to wait for the confirm
	 * @return the publication
	 */
	public static Publication toQueue(String queue, Message message, Duration confirmTimeout) {
		return new Publication(message, "", queue, null, confirmTimeout);
	}

	/**
	 * The same publication, delayed.
	 * @param instant the instant before which it must not be delivered, or {@code null}
	 * @return a new publication
	 */
	public Publication notBefore(@Nullable Instant instant) {
		return new Publication(this.message, this.exchange, this.routingKey, instant, this.confirmTimeout);
	}

}
