package io.taskqueue.worker;

/**
 * Why a message became a dead record: the header {@code taskqueue-dead-reason}.
 */
enum DeadReason {

	/**
	 * It can't be read as a task.
	 */
	MALFORMED("malformed"),

	/**
	 * It is larger than the worker accepts.
	 */
	TOO_LARGE("too-large"),

	/**
	 * Its content is not JSON.
	 */
	CONTENT_TYPE("content-type"),

	/**
	 * No worker that knows the task took it in time.
	 */
	UNKNOWN_TASK("unknown-task"),

	/**
	 * Its arguments do not fit the task's parameters.
	 */
	BAD_ARGUMENTS("bad-arguments"),

	/**
	 * The task failed with an error that is not retried.
	 */
	FAILED("failed"),

	/**
	 * The task failed with an error that is retried, and no retries are left.
	 */
	RETRIES_EXHAUSTED("retries-exhausted"),

	/**
	 * The task has refused it, and does not want it again.
	 */
	REJECTED("rejected"),

	/**
	 * It was delivered again after it had failed: the same failure may have a record
	 * already.
	 */
	REPEATED_FAILURE("repeated-failure"),

	/**
	 * Its outcome is stored, but something that follows it can't be published.
	 */
	UNPUBLISHED("unpublished"),

	/**
	 * Its outcome can't be stored, for a reason that waiting does not change.
	 */
	UNSETTLED("unsettled");

	private final String text;

	DeadReason(String text) {
		this.text = text;
	}

	/**
	 * The reason as headers, status and meters write it.
	 * @return the text
	 */
	String text() {
		return this.text;
	}

}
