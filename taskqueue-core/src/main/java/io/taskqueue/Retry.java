package io.taskqueue;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which errors of a task are retried, how often and after which delay. Nothing is retried
 * unless {@link #includes()} names it. The words are those of Spring's
 * {@code @Retryable}.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Retry {

	/**
	 * The exceptions to retry, with their subclasses.
	 * @return the exception types
	 */
	Class<? extends Throwable>[] includes() default {};

	/**
	 * Exceptions not to retry although {@link #includes()} covers them.
	 * @return the exception types
	 */
	Class<? extends Throwable>[] excludes() default {};

	/**
	 * How many retries follow the first attempt; {@code -1} for no bound.
	 * @return the number of retries
	 */
	int maxRetries() default 3;

	/**
	 * The delay before the first retry, as {@code 500ms}, {@code 10s} or ISO-8601.
	 * @return the delay
	 */
	String delay() default "1s";

	/**
	 * The factor by which the delay grows with every retry.
	 * @return the factor, at least 1
	 */
	double multiplier() default 1.0;

	/**
	 * The longest delay.
	 * @return the longest delay, or empty for none
	 */
	String maxDelay() default "";

	/**
	 * The most that is randomly added to or taken from a delay.
	 * @return the jitter, or empty for none
	 */
	String jitter() default "";

}
