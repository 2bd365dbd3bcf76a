package io.taskqueue.worker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What admission decides about a request.
 */
sealed interface Verdict permits Verdict.Run, Verdict.Hold, Verdict.Postpone, Verdict.Revoke, Refusal {

	/**
	 * It takes the next free slot.
	 *
	 * @param job the job
	 */
	record Run(Job job) implements Verdict {
	}

	/**
	 * It is nearly due: it waits here, without a slot.
	 *
	 * @param job the job
	 * @param until when it is due
	 */
	record Hold(Job job, Instant until) implements Verdict {
	}

	/**
	 * It goes back to the broker for a while.
	 *
	 * @param request the request
	 * @param notBefore when it is to come back
	 * @param unknownSince since when no worker has known the task, or {@code null} where
	 * that is not why
	 */
	record Postpone(Request request, Instant notBefore, @Nullable Instant unknownSince) implements Verdict {
	}

	/**
	 * It is not run and whoever waits for it is told.
	 *
	 * @param request the request
	 * @param reason Celery's word for why
	 */
	record Revoke(Request request, String reason) implements Verdict {
	}

}
