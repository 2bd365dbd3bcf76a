package io.taskqueue.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.taskqueue.broker.QueueDeclaration;

/**
 * Where tasks are published to.
 *
 * @param defaultQueue the queue of tasks that neither name one nor match a route
 * @param routes the queue for each pattern of task names, where {@code *} stands for any
 * text; the first that matches decides
 * @param queues how queues are created where they are missing, by name; others are
 * created with the broker's defaults
 * @param confirmTimeout how long to wait for the broker's confirm
 * @param origin the name of the publishing process, told to readers of messages
 * @since 0.1.0
 */
public record PublisherOptions(String defaultQueue, Map<String, String> routes, Map<String, QueueDeclaration> queues,
		Duration confirmTimeout, String origin) {

	/**
	 * Copies the routes, in their order, and the queues.
	 */
	public PublisherOptions {
		if (defaultQueue.isBlank()) {
			throw new IllegalArgumentException("The default queue's name must not be blank");
		}
		if (confirmTimeout.isNegative() || confirmTimeout.isZero()) {
			throw new IllegalArgumentException("The confirm timeout must be positive: " + confirmTimeout);
		}
		routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
		queues = Map.copyOf(queues);
	}

	/**
	 * The declaration of a queue.
	 * @param queue the queue's name
	 * @return the configured declaration, or one with the broker's defaults
	 */
	QueueDeclaration declaration(String queue) {
		QueueDeclaration configured = this.queues.get(queue);
		return (configured != null) ? configured : QueueDeclaration.named(queue);
	}

}
