package io.taskqueue.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The one source of time. Everything in the task queue that asks for the time, measures a
 * duration or waits does so through this interface, so that a test can own time.
 *
 * @since 0.1.0
 */
public interface TimeSource {

	/**
	 * The current instant of the wall clock.
	 * @return the current instant
	 */
	Instant now();

	/**
	 * A monotonic reading in nanoseconds; only differences between two readings mean
	 * something.
	 * @return the reading, in nanoseconds
	 */
	long nanoTime();

	/**
	 * Run an action once, not before the delay has passed. The action runs on a timer
	 * thread shared by everybody, so it must be short and must not block.
	 * @param delay how long to wait; zero or negative means as soon as possible
	 * @param action what to run
	 * @return a handle that cancels the action
	 */
	Timer schedule(Duration delay, Runnable action);

	/**
	 * A scheduled action.
	 */
	interface Timer {

		/**
		 * Cancel the action unless it has begun. Calling it again has no effect.
		 */
		void cancel();

	}

}
