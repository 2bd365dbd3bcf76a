package io.taskqueue.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ManualTimeSourceTests {

	private final ManualTimeSource time = new ManualTimeSource();

	private final List<String> ran = new ArrayList<>();

	@Test
	void timeStandsStillUntilItIsMoved() {
		assertThat(this.time.now()).isEqualTo(ManualTimeSource.START);
		assertThat(this.time.nanoTime()).isZero();

		this.time.advance(Duration.ofSeconds(2));

		assertThat(this.time.now()).isEqualTo(ManualTimeSource.START.plusSeconds(2));
		assertThat(this.time.nanoTime()).isEqualTo(2_000_000_000L);
	}

	@Test
	void dueActionsRunInTheirOrderAndSeeTheirTime() {
		scheduleNote(Duration.ofSeconds(3), "third");
		scheduleNote(Duration.ofSeconds(1), "first");
		scheduleNote(Duration.ofSeconds(1), "second");
		scheduleNote(Duration.ofSeconds(4), "not yet");

		this.time.advance(Duration.ofSeconds(3));

		assertThat(this.ran).containsExactly("first at 1", "second at 1", "third at 3");
		assertThat(this.time.nanoTime()).isEqualTo(3_000_000_000L);
	}

	@Test
	void actionIsNotRunEarly() {
		scheduleNote(Duration.ofSeconds(1), "early");

		this.time.advance(Duration.ofSeconds(1).minusNanos(1));

		assertThat(this.ran).isEmpty();
	}

	@Test
	void actionScheduledByAnActionRunsInTheSameMove() {
		this.time.schedule(Duration.ofSeconds(1), () -> scheduleNote(Duration.ofSeconds(1), "inner"));

		this.time.advance(Duration.ofSeconds(2));

		assertThat(this.ran).containsExactly("inner at 2");
	}

	@Test
	void actionDueAtOnceRunsWithTheNextMove() {
		scheduleNote(Duration.ofSeconds(-5), "now");
		assertThat(this.ran).isEmpty();

		this.time.advance(Duration.ZERO);

		assertThat(this.ran).containsExactly("now at 0");
	}

	@Test
	void cancelledActionDoesNotRun() {
		TimeSource.Timer timer = this.time.schedule(Duration.ofSeconds(1), () -> this.ran.add("cancelled"));

		timer.cancel();
		timer.cancel();

		this.time.advance(Duration.ofDays(1));
		assertThat(this.ran).isEmpty();
	}

	@Test
	void timeDoesNotGoBack() {
		Instant before = this.time.now().minusNanos(1);

		assertThatIllegalArgumentException().isThrownBy(() -> this.time.advanceTo(before));
		assertThatIllegalArgumentException().isThrownBy(() -> this.time.advance(Duration.ofNanos(-1)));
	}

	private void scheduleNote(Duration delay, String name) {
		this.time.schedule(delay, () -> this.ran.add(name + " at " + this.time.nanoTime() / 1_000_000_000L));
	}

}
