package io.taskqueue;

/**
 * A task did not run to its end because it was revoked, terminated or had expired.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class TaskRevokedException extends TaskQueueException {

	private final String taskId;

	private final String reason;

	/**
	 * Creates the exception.
	 * @param taskId the task id
	 * @param reason {@code revoked}, {@code expired} or {@code terminated}
	 */
	public TaskRevokedException(String taskId, String reason) {
		super("Task " + taskId + " was not completed: " + reason, null);
		this.taskId = taskId;
		this.reason = reason;
	}

	/**
	 * The task id.
	 * @return the id
	 */
	public String taskId() {
		return this.taskId;
	}

	/**
	 * Why.
	 * @return {@code revoked}, {@code expired} or {@code terminated}
	 */
	public String reason() {
		return this.reason;
	}

}
