package io.taskqueue;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean's method a task. Attributes that are left out take the application's
 * default ({@code taskqueue.task.*}); switches are arrays only so that they can be left
 * out: write {@code ignoreResult = true}.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface Task {

	/**
	 * The task's name on the wire. By default the decapitalised simple class name, a dot
	 * and the method's name: {@code reports.build}. The class is that of the bean, or the
	 * interface where it is an interface's method that carries the annotation.
	 * @return the name
	 */
	String name() default "";

	/**
	 * Further names under which messages are accepted, for renames.
	 * @return the names
	 */
	String[] aliases() default {};

	/**
	 * The queue the task is published to.
	 * @return the queue's name
	 */
	String queue() default "";

	/**
	 * Whether the message is acknowledged after the run (late, the default) or before it.
	 * A task that is acknowledged early is lost when its worker dies.
	 * @return at most one value
	 */
	boolean[] acksLate() default {};

	/**
	 * Whether the result is not stored.
	 * @return at most one value
	 */
	boolean[] ignoreResult() default {};

	/**
	 * Whether the state {@code STARTED} is stored when the run begins.
	 * @return at most one value
	 */
	boolean[] trackStarted() default {};

	/**
	 * Whether the task may wait for other tasks' results. It gives its slot away while it
	 * waits. Without it, waiting inside the task is refused, because enough waiting tasks
	 * would stop a worker for ever.
	 * @return whether waiting is allowed
	 */
	boolean allowWaiting() default false;

	/**
	 * How long the result is kept, as {@code 10m}, {@code 1d} or ISO-8601.
	 * @return the time, or empty for the application's default
	 */
	String resultExpires() default "";

	/**
	 * Which errors are retried, how often and after which delay.
	 * @return the retry policy
	 */
	Retry retry() default @Retry;

	/**
	 * Exceptions, with their subclasses, that are an ordinary way for the task to fail:
	 * Celery's {@code throws}. Callers see the failure as usual, but it leaves no dead
	 * record and one line in the log, without a stack trace. What {@link #retry()} names
	 * as well is retried first.
	 * @return the exception types
	 */
	Class<? extends Throwable>[] expectedErrors() default {};

}
