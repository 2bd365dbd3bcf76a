package io.taskqueue.registry;

import org.jspecify.annotations.Nullable;

/**
 * Arguments do not fit a task's parameters: Python's {@code TypeError} for a wrong call.
 * The text names parameters and types, never values.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class TaskArgumentException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message which parameter, and what is wrong with it
	 * @param cause the cause, or {@code null}
	 */
	public TaskArgumentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
