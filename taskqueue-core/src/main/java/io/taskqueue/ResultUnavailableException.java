package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * The result store can't be reached or keeps no results.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class ResultUnavailableException extends TaskQueueException {

	/**
	 * Creates the exception.
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public ResultUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
