package io.taskqueue.registry;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.taskqueue.retry.RetryPolicy;

/**
 * A task as it is registered: its name, how to call it and how it is treated. Switches
 * that are {@code null} take the worker's default.
 *
 * @param name the name on the wire
 * @param aliases further names under which messages are accepted
 * @param method how the task's method is called
 * @param queue the queue it is published to, or {@code null} for the default queue
 * @param acksLate whether it is acknowledged after the run, or {@code null}
 * @param ignoreResult whether its result is not stored, or {@code null}
 * @param trackStarted whether its start is stored, or {@code null}
 * @param allowWaiting whether it may wait for other results
 * @param resultExpires how long its result is kept, or {@code null} for the default
 * @param retry which errors are retried
 * @param expectedErrors the errors, with their subclasses, that leave no dead record
 * @since 0.1.0
 */
public record TaskDefinition(String name, List<String> aliases, TaskMethod method, @Nullable String queue,
		@Nullable Boolean acksLate, @Nullable Boolean ignoreResult, @Nullable Boolean trackStarted,
		boolean allowWaiting, @Nullable Duration resultExpires, RetryPolicy retry,
		List<Class<? extends Throwable>> expectedErrors) {

	/**
	 * Whether an error is an ordinary way for the task to fail.
	 * @param error the error
	 * @return whether it is expected
	 */
	public boolean expects(Throwable error) {
		return this.expectedErrors.stream().anyMatch((type) -> type.isInstance(error));
	}

}
