package io.taskqueue.rabbitmq;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DelayedKeysTests {

	private static final String THREE_SECONDS = "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.1.cap.quorum";

	@Test
	void digitsComeMostSignificantFirst() {
		assertThat(DelayedKeys.of(3, "cap.quorum")).isEqualTo(THREE_SECONDS);
		assertThat(DelayedKeys.of(DelayLadder.MAX_DELAY.toSeconds(), "q")).isEqualTo("1.".repeat(28) + "q");
	}

	@Test
	void originalKeyIsWhatFollowsTheDigits() {
		assertThat(DelayedKeys.strip(THREE_SECONDS)).isEqualTo("cap.quorum");
		assertThat(DelayedKeys.strip(DelayedKeys.of(1, "1.0.queue"))).isEqualTo("1.0.queue");
	}

	@Test
	void keyWithoutDelayStaysAsItIs() {
		assertThat(DelayedKeys.strip("1.0.queue")).isEqualTo("1.0.queue");
	}

	@Test
	void levelsAreBoundWithTheirDigit() {
		assertThat(DelayedKeys.pattern(27, '1')).isEqualTo("1.#");
		assertThat(DelayedKeys.pattern(25, '0')).isEqualTo("*.*.0.#");
	}

}
