package io.taskqueue.broker;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A durable queue as it is created where it is missing.
 *
 * @param name the queue's name
 * @param type the type, or {@code null} for the broker's configured one
 * @param maxPriority the highest priority ({@code x-max-priority}), from 1 to 255, or
 * {@code null} for a queue without priorities
 * @param arguments further arguments
 * @since 0.1.0
 */
public record QueueDeclaration(String name, @Nullable QueueType type, @Nullable Integer maxPriority,
		Map<String, Object> arguments) {

	/**
	 * Checks the name and the priority, and copies the arguments.
	 */
	public QueueDeclaration {
		if (name.isBlank()) {
			throw new IllegalArgumentException("A queue name must not be blank");
		}
		if (maxPriority != null && (maxPriority < 1 || maxPriority > 255)) {
			throw new IllegalArgumentException(
					"The highest priority of queue '" + name + "' must be from 1 to 255: " + maxPriority);
		}
		arguments = Map.copyOf(arguments);
	}

	/**
	 * A queue of the broker's configured type without arguments.
	 * @param name the queue's name
	 * @return the declaration
	 */
	public static QueueDeclaration named(String name) {
		return new QueueDeclaration(name, null, null, Map.of());
	}

	/**
	 * The types of queue that RabbitMQ knows and tasks can use.
	 */
	public enum QueueType {

		/**
		 * Replicated and safe on disk; the default for new queues.
		 */
		QUORUM,

		/**
		 * On one node; supports priorities on brokers before RabbitMQ 4.0 and is what an
		 * unconfigured Celery client expects.
		 */
		CLASSIC

	}

}
