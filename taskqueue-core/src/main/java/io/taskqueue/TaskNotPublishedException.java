package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * Waiting for a result is pointless: the task is not published, because the transaction
 * it was submitted in has not been committed yet, or never will be, or because publishing
 * failed.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class TaskNotPublishedException extends TaskQueueException {

	private final String taskId;

	/**
	 * Creates the exception.
	 * @param taskId the task id
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public TaskNotPublishedException(String taskId, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.taskId = taskId;
	}

	/**
	 * The task id.
	 * @return the id
	 */
	public String taskId() {
		return this.taskId;
	}

}
