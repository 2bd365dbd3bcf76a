package io.taskqueue.it;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a worker must say, and what it must not.
 */
final class WorkerLog {

	private WorkerLog() {
	}

	/**
	 * The worker has met nothing that it did not expect, and has not gone round in
	 * circles.
	 * @param mostWarnings how many warnings it may have logged at most
	 */
	static void check(WorkerProcess worker, int mostWarnings) {
		String log = worker.log();
		assertThat(log).as("no errors, no stack traces").doesNotContain(" ERROR ", "\tat ");
		assertThat(log.lines().filter((line) -> line.contains(" WARN "))).as("not too many warnings")
			.hasSizeLessThanOrEqualTo(mostWarnings);
	}

	/**
	 * Wait until the worker's health was down, and said all of this about it.
	 */
	static void awaitDown(WorkerProcess worker, String... words) {
		await("health is down because of " + String.join(", ", words)).atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(worker.log().lines().filter((line) -> line.contains("Health: DOWN")))
				.anySatisfy((line) -> assertThat(line).contains(words)));
	}

	/**
	 * Wait until the last word about the worker's health is that it is up.
	 */
	static void awaitUp(WorkerProcess worker) {
		await("health is up").atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(worker.log()
				.lines()
				.filter((line) -> line.contains("Health: "))
				.reduce((first, second) -> second)
				.orElse("")).contains("Health: UP"));
	}

}
