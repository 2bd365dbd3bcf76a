package io.taskqueue.message;

import org.jspecify.annotations.Nullable;

/**
 * A message can't be read as a task. The text names what is wrong, never a value.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class MalformedMessageException extends RuntimeException {

	private final @Nullable String taskId;

	private final @Nullable String taskName;

	/**
	 * A message that can't be read.
	 * @param reason what is wrong, without values
	 * @param taskId the task id as far as it could be read, or {@code null}
	 * @param taskName the task name as far as it could be read, or {@code null}
	 * @param cause the cause, or {@code null}
	 */
	public MalformedMessageException(String reason, @Nullable String taskId, @Nullable String taskName,
			@Nullable Throwable cause) {
		super(reason, cause);
		this.taskId = taskId;
		this.taskName = taskName;
	}

	/**
	 * The task id, so that a failure can be stored for whoever waits.
	 * @return the id, or {@code null} where it could not be read
	 */
	public @Nullable String taskId() {
		return this.taskId;
	}

	/**
	 * The task name.
	 * @return the name, or {@code null} where it could not be read
	 */
	public @Nullable String taskName() {
		return this.taskName;
	}

}
