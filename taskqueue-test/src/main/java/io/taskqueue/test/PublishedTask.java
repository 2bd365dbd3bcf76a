package io.taskqueue.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.TaskHeaders;

/**
 * A task as it was published, read back from its message.
 *
 * @param headers the message's headers
 * @param args the positional arguments as JSON gives them: numbers, strings, booleans,
 * lists, maps
 * @param kwargs the keyword arguments, likewise
 * @param queue the queue it was published to
 * @param publishedAt when
 * @since 0.1.0
 */
public record PublishedTask(TaskHeaders headers, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs,
		String queue, Instant publishedAt) {

	/**
	 * The task id.
	 * @return the id
	 */
	public String id() {
		return this.headers.id();
	}

	/**
	 * The task name.
	 * @return the name
	 */
	public String name() {
		return this.headers.task();
	}

	/**
	 * How long after publishing it is due.
	 * @return the delay, zero for at once
	 */
	public Duration delay() {
		Instant eta = this.headers.eta();
		return (eta != null) ? Duration.between(this.publishedAt, eta) : Duration.ZERO;
	}

}
