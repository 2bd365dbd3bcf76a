package io.taskqueue.result;

import java.util.Locale;
import java.util.Map;

/**
 * The state of a task: one of Celery's, or a custom one that a task reports while it runs
 * (protocol reference 7.3).
 *
 * @param name the state's name, in upper case
 * @since 0.1.0
 */
public record TaskState(String name) {

	/**
	 * Waiting, or unknown: nothing is stored.
	 */
	public static final TaskState PENDING = new TaskState("PENDING");

	/**
	 * A worker has it.
	 */
	public static final TaskState RECEIVED = new TaskState("RECEIVED");

	/**
	 * It runs.
	 */
	public static final TaskState STARTED = new TaskState("STARTED");

	/**
	 * It failed and will be tried again.
	 */
	public static final TaskState RETRY = new TaskState("RETRY");

	/**
	 * It returned a result.
	 */
	public static final TaskState SUCCESS = new TaskState("SUCCESS");

	/**
	 * It failed for good.
	 */
	public static final TaskState FAILURE = new TaskState("FAILURE");

	/**
	 * It was revoked or expired, or ended on request.
	 */
	public static final TaskState REVOKED = new TaskState("REVOKED");

	private static final Map<String, TaskState> KNOWN = Map.of("PENDING", PENDING, "RECEIVED", RECEIVED, "STARTED",
			STARTED, "RETRY", RETRY, "SUCCESS", SUCCESS, "FAILURE", FAILURE, "REVOKED", REVOKED);

	/**
	 * Checks the name.
	 */
	public TaskState {
		if (name.isBlank() || !name.equals(name.toUpperCase(Locale.ROOT))) {
			throw new IllegalArgumentException("A task state is written in upper case: '" + name + "'");
		}
	}

	/**
	 * The state of that name.
	 * @param name the name, in upper case
	 * @return the state
	 */
	public static TaskState of(String name) {
		TaskState known = KNOWN.get(name);
		return (known != null) ? known : new TaskState(name);
	}

	/**
	 * Whether the task has ended.
	 * @return whether this is a success, a failure or a revocation
	 */
	public boolean ready() {
		return equals(SUCCESS) || equals(FAILURE) || equals(REVOKED);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
