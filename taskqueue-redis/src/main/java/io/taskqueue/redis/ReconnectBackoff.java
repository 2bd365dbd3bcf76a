package io.taskqueue.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.taskqueue.time.TimeSource;

/**
 * When to try again to connect: after 100 ms, doubled with each failure up to 2 s, of
 * which up to half is left out at random, so that the nodes do not all come back at once.
 * Guarded by its owner.
 */
final class ReconnectBackoff {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private final TimeSource timeSource;

	private Duration next = SHORTEST;

	private Duration current = Duration.ZERO;

	private long since;

	ReconnectBackoff(TimeSource timeSource) {
		this.timeSource = timeSource;
	}

	/**
	 * How long to wait before the next attempt, zero where there is no need.
	 */
	Duration remaining() {
		Duration left = this.current.minusNanos(this.timeSource.nanoTime() - this.since);
		return left.isNegative() ? Duration.ZERO : left;
	}

	void failed() {
		this.current = this.next.dividedBy(2).plusNanos(ThreadLocalRandom.current().nextLong(this.next.toNanos() / 2));
		this.since = this.timeSource.nanoTime();
		Duration doubled = this.next.multipliedBy(2);
		this.next = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
	}

	void succeeded() {
		this.current = Duration.ZERO;
		this.next = SHORTEST;
	}

}
