package io.taskqueue.result;

import org.jspecify.annotations.Nullable;

/**
 * What is stored for a task is no result document, for example because another client
 * writes its results in another format than JSON. Asking again does not help.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnreadableResultException extends ResultStoreException {

	/**
	 * Creates the exception.
	 * @param message what is wrong with the document
	 * @param cause the cause, or {@code null}
	 */
	public UnreadableResultException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
