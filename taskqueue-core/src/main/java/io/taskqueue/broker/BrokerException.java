package io.taskqueue.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker refused or can't be reached. For a publication: it is not published.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class BrokerException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what happened, and to which queue or exchange
	 * @param cause the cause, or {@code null}
	 */
	public BrokerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
