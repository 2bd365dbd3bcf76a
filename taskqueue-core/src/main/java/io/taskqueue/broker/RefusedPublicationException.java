package io.taskqueue.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker can't take this message to this place, now or later: a delay that is too
 * long, a name it does not allow, headers that do not fit a frame. It is not published,
 * and publishing it again as it is does not help.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class RefusedPublicationException extends BrokerException {

	/**
	 * Creates the exception.
	 * @param message what can't be taken and why
	 * @param cause the cause, or {@code null}
	 */
	public RefusedPublicationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
