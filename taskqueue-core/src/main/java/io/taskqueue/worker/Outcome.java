package io.taskqueue.worker;

import java.time.Instant;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;
import io.taskqueue.result.ErrorDocument;

/**
 * How a run ended.
 */
sealed interface Outcome {

	/**
	 * It returned.
	 *
	 * @param result the result
	 */
	record Success(Json result) implements Outcome {
	}

	/**
	 * It failed and is tried again.
	 *
	 * @param error the error, or {@code null} where it asks for a retry without one
	 * @param traceback the stack trace
	 * @param due tells from the present time when the next attempt is due
	 */
	record Retry(@Nullable ErrorDocument error, String traceback, UnaryOperator<Instant> due) implements Outcome {
	}

	/**
	 * It failed for good.
	 *
	 * @param error the error
	 * @param traceback the stack trace, or {@code null} where there is none to see
	 * @param reason why it becomes a dead record, or {@code null} where it leaves none
	 */
	record Failure(ErrorDocument error, @Nullable String traceback, @Nullable DeadReason reason) implements Outcome {
	}

	/**
	 * It is to run later, as the same attempt.
	 *
	 * @param due tells from the present time when it is due
	 */
	record Postponed(UnaryOperator<Instant> due) implements Outcome {
	}

	/**
	 * It has ended, and nothing follows.
	 */
	record Ignored() implements Outcome {
	}

	/**
	 * It was too late to begin.
	 *
	 * @param reason Celery's word for why
	 */
	record Revoked(String reason) implements Outcome {
	}

	/**
	 * The worker interrupted it because it stops: somebody else runs it again.
	 */
	record GivenBack() implements Outcome {
	}

}
