package io.taskqueue.redis;

import java.time.Duration;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectBackoffTests {

	private final ManualTimeSource time = new ManualTimeSource();

	private final ReconnectBackoff backoff = new ReconnectBackoff(this.time);

	@Test
	void theFirstAttemptMayBeMadeAtOnce() {
		assertThat(this.backoff.remaining()).isZero();
	}

	@RepeatedTest(20)
	void pausesGrowUpToTwoSecondsAndUpToHalfIsLeftOut() {
		for (long longest : new long[] { 100, 200, 400, 800, 1600, 2000, 2000 }) {
			this.backoff.failed();
			assertThat(this.backoff.remaining()).isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
		}
	}

	@Test
	void aPausePasses() {
		this.backoff.failed();
		this.time.advance(Duration.ofMillis(100));

		assertThat(this.backoff.remaining()).isZero();
	}

	@Test
	void startsAgainAfterASuccess() {
		this.backoff.failed();
		this.backoff.failed();
		this.backoff.succeeded();

		assertThat(this.backoff.remaining()).isZero();
		this.backoff.failed();
		assertThat(this.backoff.remaining()).isLessThanOrEqualTo(Duration.ofMillis(100));
	}

}
