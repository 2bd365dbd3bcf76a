package io.taskqueue.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker did not confirm in time: whether the message is published is unknown.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnconfirmedException extends BrokerException {

	/**
	 * Creates the exception.
	 * @param message what happened, and to which queue or exchange
	 * @param cause the cause, or {@code null}
	 */
	public UnconfirmedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
