package io.taskqueue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A task asks for its next attempt by throwing what
 * {@link TaskContext#retry(Duration, Throwable)} returns: Celery's {@code Retry}.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class RetryTaskException extends RuntimeException {

	private final transient UnaryOperator<Instant> due;

	RetryTaskException(UnaryOperator<Instant> due, @Nullable Throwable cause) {
		super("The task asks to be retried: throw this exception out of the task's method, and catch it nowhere",
				cause);
		this.due = due;
	}

	/**
	 * When the next attempt is due.
	 * @param now the present time, from which a countdown counts
	 * @return the time, which may be past
	 */
	public Instant due(Instant now) {
		return this.due.apply(now);
	}

}
