package io.taskqueue;

/**
 * A task throws it to end without an outcome: Celery's {@code Ignore}. The message is
 * acknowledged, nothing is stored, and nothing follows: no callback, no errback, no next
 * step, no dead record. Whoever waits for the result waits until the time is up, unless
 * the task has stored an outcome by other means.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class IgnoreTaskException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param reason why, for people to read
	 */
	public IgnoreTaskException(String reason) {
		super(reason);
	}

}
