package io.taskqueue.result;

import org.jspecify.annotations.Nullable;

/**
 * The result store refused or can't be reached.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ResultStoreException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what happened
	 * @param cause the cause, or {@code null}
	 */
	public ResultStoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
