package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.RetryTaskException;
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
	 * @return a retry or a failure
	 */
	Outcome outcome(Job job, Throwable error) {
		if (error instanceof RetryTaskException asked) {
			return asked(job, asked);
		}
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
