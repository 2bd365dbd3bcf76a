package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * A task method, a method reference or a call can't be used as declared.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class InvalidTaskException extends TaskQueueException {

	/**
	 * Creates the exception.
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public InvalidTaskException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
