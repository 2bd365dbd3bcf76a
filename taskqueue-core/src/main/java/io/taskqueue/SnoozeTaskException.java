package io.taskqueue;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A task puts its attempt off by throwing what
 * {@link TaskContext#snooze(java.time.Duration)} returns.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class SnoozeTaskException extends RuntimeException {

	private final transient UnaryOperator<Instant> due;

	SnoozeTaskException(UnaryOperator<Instant> due) {
		super("The task asks to run later: throw this exception out of the task's method, and catch it nowhere");
		this.due = due;
	}

	/**
	 * When the attempt is due.
	 * @param now the present time, from which a countdown counts
	 * @return the time, which may be past
	 */
	public Instant due(Instant now) {
		return this.due.apply(now);
	}

}
