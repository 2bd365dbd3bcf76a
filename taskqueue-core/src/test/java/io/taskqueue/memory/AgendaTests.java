package io.taskqueue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.taskqueue.time.ManualTimeSource;
import io.taskqueue.time.TimeSource;

import static org.assertj.core.api.Assertions.assertThat;

class AgendaTests {

	private final CountingTimeSource time = new CountingTimeSource();

	private final List<String> happened = new ArrayList<>();

	private final Agenda<String> agenda = new Agenda<>(this.time, this.happened::add);

	@Test
	void itemsHappenWhenTheyAreDueInTheOrderOfTheirTimeAndThenOfTheirComing() {
		add(2, "third");
		add(1, "first");
		add(1, "second");

		pass(Duration.ofSeconds(1));
		assertThat(this.happened).containsExactly("first", "second");

		pass(Duration.ofSeconds(1));
		assertThat(this.happened).containsExactly("first", "second", "third");
	}

	@Test
	void thousandsOfItemsNeedOneTimer() {
		IntStream.range(0, 10_000).forEach((i) -> add(10_000 - i, "item"));

		assertThat(this.time.open).isEqualTo(1);
		pass(Duration.ofSeconds(10_000));
		assertThat(this.happened).hasSize(10_000);
		assertThat(this.time.open).isZero();
	}

	@Test
	void nothingHappensWhilePaused() {
		add(1, "item");

		this.agenda.pause();

		assertThat(this.time.open).isZero();
		pass(Duration.ofSeconds(5));
		assertThat(this.happened).isEmpty();
	}

	@Test
	void resumingActsOnWhatIsDueAndWaitsForTheRest() {
		add(1, "due");
		add(9, "later");
		this.agenda.pause();
		pass(Duration.ofSeconds(5));

		this.agenda.resume();

		assertThat(this.happened).containsExactly("due");
		pass(Duration.ofSeconds(4));
		assertThat(this.happened).containsExactly("due", "later");
	}

	@Test
	void addingEndsAPause() {
		add(1, "old");
		this.agenda.pause();

		add(2, "new");

		pass(Duration.ofSeconds(2));
		assertThat(this.happened).containsExactly("old", "new");
	}

	@Test
	void itemIsNotEarlyWhenTheWallClockWasSetBack() {
		add(60, "item");
		this.time.wallClockError = Duration.ofSeconds(-30);

		pass(Duration.ofSeconds(89));
		assertThat(this.happened).isEmpty();

		pass(Duration.ofSeconds(1));
		assertThat(this.happened).containsExactly("item");
	}

	@Test
	void itemIsAtMostADayLateWhenTheWallClockWasSetForward() {
		this.agenda.add(this.time.now().plus(Duration.ofDays(300)), "item");
		this.time.wallClockError = Duration.ofDays(300);

		pass(Duration.ofDays(1));

		assertThat(this.happened).containsExactly("item");
	}

	private void add(int seconds, String item) {
		this.agenda.add(this.time.now().plusSeconds(seconds), item);
	}

	private void pass(Duration duration) {
		this.time.manual.advance(duration);
	}

	/**
	 * Counts open timers and has a wall clock that can be set.
	 */
	private static final class CountingTimeSource implements TimeSource {

		private final ManualTimeSource manual = new ManualTimeSource();

		private Duration wallClockError = Duration.ZERO;

		private int open;

		@Override
		public Instant now() {
			return this.manual.now().plus(this.wallClockError);
		}

		@Override
		public long nanoTime() {
			return this.manual.nanoTime();
		}

		@Override
		public Timer schedule(Duration delay, Runnable action) {
			this.open++;
			boolean[] ended = new boolean[1];
			Runnable end = () -> {
				this.open -= (ended[0]) ? 0 : 1;
				ended[0] = true;
			};
			Timer timer = this.manual.schedule(delay, () -> {
				end.run();
				action.run();
			});
			return () -> {
				end.run();
				timer.cancel();
			};
		}

	}

}
