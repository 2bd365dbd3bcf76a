package io.taskqueue.worker;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

/**
 * What is known of an attempt that may have been delivered before.
 *
 * @param settled whether it has an outcome and is not run again
 * @param document the outcome whose consequences may be missing, or {@code null} where
 * none can be
 */
record Repeat(boolean settled, @Nullable ResultDocument document) {

	/**
	 * Nothing is known: it runs.
	 */
	static final Repeat UNKNOWN = new Repeat(false, null);

	/**
	 * It is over, and so is everything that follows it.
	 */
	static final Repeat OVER = new Repeat(true, null);

	/**
	 * Compare an attempt with the newest document of its task. A retry is published
	 * before its document is stored, so nothing can be missing then. A writer that does
	 * not tell the attempt is believed when it tells of a success.
	 * @param stored the newest document, or {@code null}
	 * @param retries the attempt
	 * @return what is known
	 */
	static Repeat of(@Nullable ResultDocument stored, int retries) {
		if (stored == null) {
			return UNKNOWN;
		}
		Integer attempt = stored.retries();
		if (attempt == null) {
			return stored.state().equals(TaskState.SUCCESS) ? new Repeat(true, stored) : UNKNOWN;
		}
		if (attempt != retries) {
			return (attempt > retries) ? OVER : UNKNOWN;
		}
		return ofSameAttempt(stored);
	}

	private static Repeat ofSameAttempt(ResultDocument stored) {
		TaskState state = stored.state();
		if (state.equals(TaskState.SUCCESS) || state.equals(TaskState.FAILURE)) {
			return new Repeat(true, stored);
		}
		return (state.equals(TaskState.RETRY) || state.equals(TaskState.REVOKED)) ? OVER : UNKNOWN;
	}

	boolean succeeded() {
		return this.document != null && this.document.state().equals(TaskState.SUCCESS);
	}

}
