package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * A task failed, in whatever language. The remote exception is never rebuilt from its
 * class name; it is described.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class TaskFailedException extends TaskQueueException {

	private final String taskId;

	private final String remoteType;

	private final @Nullable String remoteModule;

	private final String remoteMessage;

	private final @Nullable String traceback;

	/**
	 * Creates the exception.
	 * @param taskId the task id
	 * @param remoteType the remote exception's class name, without module or package
	 * @param remoteModule its module or package, or {@code null}
	 * @param remoteMessage its message
	 * @param traceback its stack trace as the worker's language writes it, or
	 * {@code null}
	 */
	public TaskFailedException(String taskId, String remoteType, @Nullable String remoteModule, String remoteMessage,
			@Nullable String traceback) {
		this(taskId, remoteType, remoteModule, remoteMessage, traceback, null);
	}

	/**
	 * Creates the exception for a task that ran in this process.
	 * @param taskId the task id
	 * @param remoteType the exception's class name, without package
	 * @param remoteModule its package, or {@code null}
	 * @param remoteMessage its message
	 * @param traceback its stack trace, or {@code null}
	 * @param cause what the task threw, or {@code null} where it ran elsewhere
	 */
	public TaskFailedException(String taskId, String remoteType, @Nullable String remoteModule, String remoteMessage,
			@Nullable String traceback, @Nullable Throwable cause) {
		super("Task " + taskId + " failed: " + remoteType + ": " + remoteMessage, cause);
		this.taskId = taskId;
		this.remoteType = remoteType;
		this.remoteModule = remoteModule;
		this.remoteMessage = remoteMessage;
		this.traceback = traceback;
	}

	/**
	 * The task id.
	 * @return the id
	 */
	public String taskId() {
		return this.taskId;
	}

	/**
	 * The remote exception's class name, such as {@code ValueError}.
	 * @return the name without module or package
	 */
	public String remoteType() {
		return this.remoteType;
	}

	/**
	 * The remote exception's module or package, such as {@code builtins}.
	 * @return the module, or {@code null}
	 */
	public @Nullable String remoteModule() {
		return this.remoteModule;
	}

	/**
	 * The remote exception's message.
	 * @return the message
	 */
	public String remoteMessage() {
		return this.remoteMessage;
	}

	/**
	 * The remote stack trace, as the worker's language writes it.
	 * @return the text, or {@code null}
	 */
	public @Nullable String traceback() {
		return this.traceback;
	}

}
