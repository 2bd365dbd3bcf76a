package io.taskqueue.worker;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrefetchTests {

	private final List<Integer> changes = new ArrayList<>();

	@Test
	void staysWhileTheSlotsHaveEnough() {
		Prefetch prefetch = prefetch(2, 8);

		waits(prefetch, 6);

		assertThat(this.changes).isEmpty();
	}

	@Test
	void growsInDoublings() {
		Prefetch prefetch = prefetch(2, 8);

		waits(prefetch, 100);

		assertThat(this.changes).containsExactly(8 + 12, 8 + 24, 8 + 48, 8 + 96, 8 + 192);
	}

	@Test
	void growsFromTheSmallestPrefetch() {
		Prefetch prefetch = prefetch(1, 1);

		waits(prefetch, 3);

		assertThat(this.changes).containsExactly(2, 3, 5);
	}

	@Test
	void fallsBackOnceNothingWaits() {
		Prefetch prefetch = prefetch(2, 8);
		waits(prefetch, 10);

		for (int i = 0; i < 9; i++) {
			prefetch.goesOn();
		}
		assertThat(this.changes).containsExactly(20);
		prefetch.goesOn();

		assertThat(this.changes).containsExactly(20, 8);
	}

	private static void waits(Prefetch prefetch, int times) {
		for (int i = 0; i < times; i++) {
			prefetch.waits();
		}
	}

	private Prefetch prefetch(int concurrency, int prefetch) {
		WorkerOptions options = WorkerOptions.builder("test@host", List.of("tasks"))
			.concurrency(concurrency)
			.prefetch(prefetch)
			.build();
		return new Prefetch(options, Runnable::run, this.changes::add);
	}

}
