package io.taskqueue.message;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The time limits of one run, header {@code timelimit} (protocol reference 3.2).
 *
 * @param hard after which the run is ended, or {@code null} for none
 * @param soft after which the task is told, or {@code null} for none
 * @since 0.1.0
 */
public record TimeLimit(@Nullable Duration hard, @Nullable Duration soft) {

	/**
	 * No limits.
	 */
	public static final TimeLimit NONE = new TimeLimit(null, null);

}
