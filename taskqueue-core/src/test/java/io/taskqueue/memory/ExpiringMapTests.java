package io.taskqueue.memory;

import java.lang.ref.WeakReference;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpiringMapTests {

	private final ManualTimeSource time = new ManualTimeSource();

	private final ExpiringMap<Object> map = new ExpiringMap<>(this.time);

	@Test
	void valueIsThereUntilTheInstantItExpires() {
		put("value", Duration.ofSeconds(10));

		this.time.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.map.get("key")).isEqualTo("value");

		this.time.advance(Duration.ofNanos(1));
		assertThat(this.map.get("key")).isNull();
	}

	@Test
	void expiredValueIsGoneThoughTheTimersRest() {
		put("value", Duration.ofSeconds(10));
		this.map.pause();

		this.time.advance(Duration.ofSeconds(10));

		assertThat(this.map.get("key")).isNull();
		assertThat(this.map.update("key", null, (old) -> (old != null) ? "found " + old : "none")).isEqualTo("none");
	}

	@Test
	void memoryOfAnExpiredValueIsFreedThoughNobodyAsks() {
		WeakReference<Object> value = new WeakReference<>(put(new Object(), Duration.ofSeconds(10)));

		this.time.advance(Duration.ofSeconds(10));

		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isFreed(value));
	}

	@Test
	void memoryOfARenewedValueIsFreedWhenTheNewTimeIsOver() {
		put("old", Duration.ofSeconds(10));
		this.time.advance(Duration.ofSeconds(5));
		WeakReference<Object> value = new WeakReference<>(put(new Object(), Duration.ofSeconds(10)));

		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.map.get("key")).isNotNull();

		this.time.advance(Duration.ofSeconds(5));
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isFreed(value));
	}

	@Test
	void refusedChangeLeavesValueAndExpiry() {
		put("value", Duration.ofSeconds(10));

		assertThat(this.map.update("key", null, (old) -> null)).isNull();

		assertThat(this.map.get("key")).isEqualTo("value");
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.map.get("key")).isNull();
	}

	private Object put(Object value, Duration expires) {
		this.map.update("key", expires, (old) -> value);
		return value;
	}

	private static boolean isFreed(WeakReference<Object> reference) {
		System.gc();
		return reference.refersTo(null);
	}

}
