package io.taskqueue.contract;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads of the task queue, which all have names of its own.
 */
final class OwnThreads {

	private OwnThreads() {
	}

	static void assertNone() {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.atMost(Stages.LIMIT)
			.untilAsserted(() -> assertThat(names()).as("threads that were left").isEmpty());
	}

	private static List<String> names() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("taskqueue-"))
			.toList();
	}

}
