package io.taskqueue;

/**
 * A task throws it to refuse its message: Celery's {@code Reject}. The message goes back
 * to where it came from, as the same attempt and without a pause, or else the task fails
 * with Celery's {@code Reject} and leaves a dead record, so that nobody waits for ever.
 * It makes no difference whether the task is acknowledged late or early.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class RejectTaskException extends RuntimeException {

	private final boolean requeue;

	/**
	 * Creates the exception.
	 * @param reason why, for people to read
	 * @param requeue whether the message goes back to its queue
	 */
	public RejectTaskException(String reason, boolean requeue) {
		super(reason);
		this.requeue = requeue;
	}

	/**
	 * Whether the message goes back to its queue.
	 * @return whether it is requeued; otherwise the task fails
	 */
	public boolean requeue() {
		return this.requeue;
	}

}
