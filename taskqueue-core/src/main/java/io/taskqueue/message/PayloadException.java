package io.taskqueue.message;

import org.jspecify.annotations.Nullable;

/**
 * A value can't be written as JSON or JSON does not fit a declared type. The text names
 * types and paths, never values.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class PayloadException extends RuntimeException {

	/**
	 * A value that does not fit.
	 * @param message what does not fit, without values
	 * @param cause the cause, or {@code null}
	 */
	public PayloadException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
