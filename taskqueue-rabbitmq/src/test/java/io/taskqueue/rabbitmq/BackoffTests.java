package io.taskqueue.rabbitmq;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = new Backoff(RabbitBrokerOptions.defaults());

	@Test
	void pausesDoubleUpToTheLimit() {
		assertThat(this.backoff.pause()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
		assertThat(this.backoff.pause()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
		for (int i = 0; i < 10; i++) {
			this.backoff.pause();
		}
		assertThat(this.backoff.pause()).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
	}

	@Test
	void resetBeginsAgain() {
		this.backoff.pause();
		this.backoff.pause();

		this.backoff.reset();

		assertThat(this.backoff.pause()).isLessThanOrEqualTo(Duration.ofMillis(100));
	}

}
