package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: they double up to a limit, and chance takes up to half of each
 * away, so that many processes don't come back at once.
 */
final class Backoff {

	private final long min;

	private final long max;

	private long next;

	Backoff(RabbitBrokerOptions options) {
		this.min = options.recoveryMinDelay().toNanos();
		this.max = options.recoveryMaxDelay().toNanos();
		this.next = this.min;
	}

	synchronized Duration pause() {
		long current = this.next;
		this.next = Math.min(this.max, current * 2);
		return Duration.ofNanos(current - ThreadLocalRandom.current().nextLong(current / 2 + 1));
	}

	synchronized void reset() {
		this.next = this.min;
	}

}
