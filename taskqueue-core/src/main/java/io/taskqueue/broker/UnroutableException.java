package io.taskqueue.broker;

import org.jspecify.annotations.Nullable;

/**
 * No queue takes the message: it is not published.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnroutableException extends BrokerException {

	/**
	 * Creates the exception.
	 * @param message what happened, and to which queue or exchange
	 * @param cause the cause, or {@code null}
	 */
	public UnroutableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
