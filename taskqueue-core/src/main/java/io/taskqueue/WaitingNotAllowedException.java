package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * A task waits for a result although it does not allow waiting.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class WaitingNotAllowedException extends TaskQueueException {

	/**
	 * Creates the exception.
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public WaitingNotAllowedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
