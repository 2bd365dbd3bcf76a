package io.taskqueue.retry;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which errors are retried, how often and after which delay.
 *
 * @param includes the exceptions to retry, with their subclasses
 * @param excludes exceptions not to retry although {@code includes} covers them
 * @param maxRetries how many retries follow the first attempt, {@code -1} for no bound
 * @param delay the delay before the first retry
 * @param multiplier the factor by which the delay grows with every retry
 * @param maxDelay the longest delay, or {@code null} for none
 * @param jitter the most that is randomly added to or taken from a delay
 * @since 0.1.0
 */
public record RetryPolicy(List<Class<? extends Throwable>> includes, List<Class<? extends Throwable>> excludes,
		int maxRetries, Duration delay, double multiplier, @Nullable Duration maxDelay, Duration jitter) {

	/**
	 * Nothing is retried.
	 */
	public static final RetryPolicy NONE = new RetryPolicy(List.of(), List.of(), 3, Duration.ofSeconds(1), 1.0, null,
			Duration.ZERO);

	/**
	 * Checks the values.
	 */
	public RetryPolicy {
		includes = List.copyOf(includes);
		excludes = List.copyOf(excludes);
		if (maxRetries < -1) {
			throw new IllegalArgumentException("'maxRetries' must be -1 (no bound), 0 or more: " + maxRetries);
		}
		if (delay.isNegative() || jitter.isNegative() || (maxDelay != null && maxDelay.isNegative())) {
			throw new IllegalArgumentException("'delay', 'maxDelay' and 'jitter' must not be negative");
		}
		if (multiplier < 1) {
			throw new IllegalArgumentException("'multiplier' must be at least 1: " + multiplier);
		}
	}

	/**
	 * Whether an error is one to retry, whatever the number of attempts.
	 * @param error the error
	 * @return whether it is included and not excluded
	 */
	public boolean covers(Throwable error) {
		return this.includes.stream().anyMatch((type) -> type.isInstance(error))
				&& this.excludes.stream().noneMatch((type) -> type.isInstance(error));
	}

	/**
	 * Whether retries are left.
	 * @param retries the number of retries so far
	 * @return whether another one is allowed
	 */
	public boolean allows(int retries) {
		return this.maxRetries == -1 || retries < this.maxRetries;
	}

	/**
	 * The delay before the next retry.
	 * @param retries the number of retries so far
	 * @param random a random number from 0 (inclusive) to 1 (exclusive)
	 * @return the delay, never negative
	 */
	public Duration delay(int retries, double random) {
		double millis = this.delay.toMillis() * Math.pow(this.multiplier, retries);
		double longest = (this.maxDelay != null) ? this.maxDelay.toMillis() : Long.MAX_VALUE;
		double spread = this.jitter.toMillis() * (2 * random - 1);
		return Duration.ofMillis((long) Math.max(0, Math.min(Math.min(millis, longest) + spread, longest)));
	}

}
