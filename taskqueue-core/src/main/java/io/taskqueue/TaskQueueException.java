package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * Base of the exceptions that the task queue throws at its callers.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public abstract class TaskQueueException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public TaskQueueException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
