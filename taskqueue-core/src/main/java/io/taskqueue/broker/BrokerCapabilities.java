package io.taskqueue.broker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a broker can do.
 *
 * @param name the broker's name for logs and messages, such as {@code rabbitmq}
 * @param durable whether messages survive the end of this process
 * @param priorities whether a queue can be declared with priorities
 * @param maxDelay the longest delay the broker holds a message back
 * @param delayStep the step of a delay: a publication is held back for whole steps, so it
 * may be delivered up to one step before it is due, never later than due
 * @param consumerTimeout how long the broker waits for a delivery to be settled before it
 * gives it, and every other delivery of the same consumer, to somebody else, or
 * {@code null} if it waits for ever
 * @since 0.1.0
 */
public record BrokerCapabilities(String name, boolean durable, boolean priorities, Duration maxDelay,
		Duration delayStep, @Nullable Duration consumerTimeout) {

	/**
	 * A broker that waits for ever.
	 * @param name the broker's name
	 * @param durable whether messages survive the end of this process
	 * @param priorities whether a queue can be declared with priorities
	 * @param maxDelay the longest delay
	 * @param delayStep the step of a delay
	 */
	public BrokerCapabilities(String name, boolean durable, boolean priorities, Duration maxDelay, Duration delayStep) {
		this(name, durable, priorities, maxDelay, delayStep, null);
	}

}
