package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * There is no outcome yet. The task is not affected: it may still run.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class ResultTimeoutException extends TaskQueueException {

	/**
	 * Creates the exception.
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public ResultTimeoutException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
