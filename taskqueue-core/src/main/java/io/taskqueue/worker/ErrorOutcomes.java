package io.taskqueue.worker;

import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
		RetryPolicy policy = job.definition().retry();
		boolean covered = policy.covers(error);
		if (covered && policy.allows(job.retries())) {
			logger.info("Task {} is retried: attempt {} failed with {}", job, job.retries() + 1,
					error.getClass().getName());
			return new Outcome.Retry(Failures.describe(error, this.mapping), Failures.traceback(error),
					policy.delay(job.retries(), ThreadLocalRandom.current().nextDouble()));
		}
		return failure(job, error, covered ? DeadReason.RETRIES_EXHAUSTED : DeadReason.FAILED);
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
