package io.taskqueue.broker;

import java.time.Duration;

/**
 * What a broker can do.
 *
 * @param name the broker's name for logs and messages, such as {@code rabbitmq}
 * @param durable whether messages survive the end of this process
 * @param priorities whether a queue can be declared with priorities
 * @param maxDelay the longest delay the broker holds a message back
 * @param delayStep the step of a delay: a publication is held back for whole steps, so it
 * may be delivered up to one step before it is due, never later than due
 * @since 0.1.0
 */
public record BrokerCapabilities(String name, boolean durable, boolean priorities, Duration maxDelay,
		Duration delayStep) {

}
