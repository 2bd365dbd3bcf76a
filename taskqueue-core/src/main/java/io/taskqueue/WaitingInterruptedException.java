package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited for a confirm or a result. Its interrupt
 * status is set again. The task is not affected.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class WaitingInterruptedException extends TaskQueueException {

	/**
	 * Creates the exception.
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public WaitingInterruptedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
