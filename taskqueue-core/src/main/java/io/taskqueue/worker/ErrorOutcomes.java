package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.IgnoreTaskException;
import io.taskqueue.RejectTaskException;
import io.taskqueue.RetryTaskException;
import io.taskqueue.SnoozeTaskException;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ErrorMapping;
import io.taskqueue.retry.RetryPolicy;

/**
 * Decides what becomes of a task whose code has thrown something.
 */
final class ErrorOutcomes {

	private static final Logger logger = LoggerFactory.getLogger(ErrorOutcomes.class);

	private final ErrorMapping mapping;

	ErrorOutcomes(ErrorMapping mapping) {
		this.mapping = mapping;
	}

	/**
	 * The outcome of a run that ended with an error.
	 * @param job the job
	 * @param error what its code has thrown
	 * @return the outcome, never a success
	 */
	Outcome outcome(Job job, Throwable error) {
		if (error instanceof RetryTaskException asked) {
			return asked(job, asked);
		}
		if (error instanceof SnoozeTaskException snooze) {
			logger.info("Task {} runs later, as it asks", job);
			return new Outcome.Postponed(snooze::due);
		}
		if (error instanceof RejectTaskException rejection) {
			return rejected(job, rejection);
		}
		if (error instanceof IgnoreTaskException) {
			logger.info("Task {} ends without an outcome, as it asks", job);
			return new Outcome.Ignored();
		}
		return judged(job, error);
	}

	private Outcome judged(Job job, Throwable error) {
		RetryPolicy policy = job.definition().retry();
		if (!policy.covers(error)) {
			return failure(job, error, DeadReason.FAILED);
		}
		if (!policy.allows(job.retries())) {
			return failure(job, error, DeadReason.RETRIES_EXHAUSTED);
		}
		Duration delay = policy.delay(job.retries(), ThreadLocalRandom.current().nextDouble());
		return retry(job, error, (now) -> now.plus(delay));
	}

	private Outcome asked(Job job, RetryTaskException asked) {
		Throwable cause = asked.getCause();
		if (job.definition().retry().allows(job.retries())) {
			return retry(job, (cause != null) ? cause : asked, asked::due);
		}
		if (cause != null) {
			return failure(job, cause, DeadReason.RETRIES_EXHAUSTED);
		}
		logger.warn("Task {} has failed: it asks for another retry after {}", job, job.retries());
		return new Outcome.Failure(
				ErrorDocument.maxRetriesExceeded("Can't retry " + job + " again after " + job.retries() + " retries"),
				Failures.traceback(asked), DeadReason.RETRIES_EXHAUSTED);
	}

	private static Outcome rejected(Job job, RejectTaskException rejection) {
		if (rejection.requeue()) {
			logger.info("Task {} goes back to its queue, as it asks", job);
			return new Outcome.Postponed(UnaryOperator.identity());
		}
		logger.warn("Task {} has failed: it rejects its message", job);
		return new Outcome.Failure(ErrorDocument.rejected(String.valueOf(rejection.getMessage())),
				Failures.traceback(rejection), DeadReason.REJECTED);
	}

	private Outcome retry(Job job, Throwable error, UnaryOperator<Instant> due) {
		logger.info("Task {} is retried: attempt {} ended with {}", job, job.retries() + 1, error.getClass().getName());
		ErrorDocument document = (error instanceof RetryTaskException) ? null : Failures.describe(error, this.mapping);
		return new Outcome.Retry(document, Failures.traceback(error), due);
	}

	private Outcome failure(Job job, Throwable error, DeadReason reason) {
		String traceback = Failures.traceback(error);
		boolean expected = job.definition().expects(error);
		if (expected) {
			logger.info("Task {} has failed as it may: {}", job, error.getClass().getName());
		}
		else {
			logger.warn("Task {} has failed: {}", job, traceback);
		}
		return new Outcome.Failure(Failures.describe(error, this.mapping), traceback, expected ? null : reason);
	}

}
