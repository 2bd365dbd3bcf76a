package io.taskqueue.redis;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RedisResultStoreOptionsTests {

	private final RedisResultStoreOptions defaults = RedisResultStoreOptions.defaults();

	@Test
	void changesOneOption() {
		assertThat(this.defaults.withKeyPrefix("shop:")
			.withCommandTimeout(Duration.ofSeconds(1))
			.withMaxPendingCommands(7)).isEqualTo(new RedisResultStoreOptions("shop:", Duration.ofSeconds(1), 7));
	}

	@Test
	void refusesATimeoutOfNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.withCommandTimeout(Duration.ZERO))
			.withMessageContaining("command timeout");
	}

	@Test
	void refusesToLetNoCommandWait() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.withMaxPendingCommands(0))
			.withMessageContaining("0");
	}

}
