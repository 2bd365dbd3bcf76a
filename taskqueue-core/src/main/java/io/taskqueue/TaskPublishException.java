package io.taskqueue;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A task could not be published, or the broker did not confirm in time.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class TaskPublishException extends TaskQueueException {

	private final String taskId;

	private final boolean outcomeUnknown;

	private final List<String> published;

	/**
	 * Creates the exception.
	 * @param taskId the task id
	 * @param outcomeUnknown whether the task may have been published all the same
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public TaskPublishException(String taskId, boolean outcomeUnknown, String message, @Nullable Throwable cause) {
		this(taskId, outcomeUnknown, List.of(), message, cause);
	}

	/**
	 * Creates the exception of several submissions.
	 * @param taskId the id of the first task that failed
	 * @param outcomeUnknown whether one that failed may have been published all the same
	 * @param published the ids of those that certainly were published
	 * @param message what happened and what to change
	 * @param cause the cause, or {@code null}
	 */
	public TaskPublishException(String taskId, boolean outcomeUnknown, List<String> published, String message,
			@Nullable Throwable cause) {
		super(message, cause);
		this.taskId = taskId;
		this.outcomeUnknown = outcomeUnknown;
		this.published = List.copyOf(published);
	}

	/**
	 * The task id. Submitting again under this id is safe: a repeat is recognised.
	 * @return the id
	 */
	public String taskId() {
		return this.taskId;
	}

	/**
	 * Whether the task may have been published all the same.
	 * @return {@code false} when it certainly was not published
	 */
	public boolean outcomeUnknown() {
		return this.outcomeUnknown;
	}

	/**
	 * Of several tasks submitted together, those that certainly were published.
	 * @return their ids; empty where one task was submitted
	 */
	public List<String> published() {
		return this.published;
	}

}
