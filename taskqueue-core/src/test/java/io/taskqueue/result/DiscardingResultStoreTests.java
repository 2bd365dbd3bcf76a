package io.taskqueue.result;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiscardingResultStoreTests {

	private final DiscardingResultStore store = new DiscardingResultStore();

	@Test
	void keepsNothing() {
		assertThat(this.store.mark("key", Duration.ofMinutes(1))).isCompleted();

		assertThat(this.store.keepsResults()).isFalse();
		assertThat(this.store.marked("key")).isCompletedWithValue(false);
		assertThat(this.store.count("key", Duration.ofMinutes(1))).isCompletedWithValue(1L);
		assertThat(this.store.count("key", Duration.ofMinutes(1))).isCompletedWithValue(1L);
		assertThat(this.store.fetch("id")).isCompletedWithValue(null);
	}

	@Test
	void waitingForResultFailsAtOnce() {
		assertThat(this.store.subscribe("some-id", (document) -> {
		}).toCompletableFuture()).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withMessageContaining("some-id")
			.withCauseInstanceOf(ResultStoreException.class);
	}

}
