package io.taskqueue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A pause that begins when its end is asked for.
 *
 * @param length how long it is
 */
record Countdown(Duration length) implements UnaryOperator<Instant> {

	/**
	 * A countdown.
	 * @param length how long it is, not negative
	 * @return the countdown
	 * @throws IllegalArgumentException if it is negative
	 */
	static Countdown of(Duration length) {
		if (length.isNegative()) {
			throw new IllegalArgumentException("'countdown' must not be negative: " + length);
		}
		return new Countdown(length);
	}

	@Override
	public Instant apply(Instant now) {
		return now.plus(this.length);
	}

}
