package io.taskqueue.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TaskTransitions}. Run with {@code -Dtaskqueue.docs.update} to write
 * {@code docs/task-states.md} anew.
 */
class TaskTransitionsTests {

	private static final Path PAGE = Path.of("..", "docs", "task-states.md");

	/**
	 * What a task goes through, each line one life of an id.
	 */
	static Stream<String> allowed() {
		return Stream.of("PENDING RECEIVED STARTED PROGRESS SUCCESS",
				"PENDING STARTED STARTED RECEIVED RECEIVED SUCCESS",
				"PENDING PROGRESS PROGRESS STARTED RETRY STARTED FAILURE",
				"PENDING RETRY RETRY RECEIVED PROGRESS RETRY", "PENDING SUCCESS",
				"PENDING FAILURE FAILURE RECEIVED RETRY SUCCESS", "PENDING REVOKED REVOKED SUCCESS",
				"RETRY PROGRESS FAILURE STARTED SUCCESS", "RETRY FAILURE PROGRESS RECEIVED FAILURE SUCCESS",
				"RETRY REVOKED FAILURE RETRY", "RECEIVED REVOKED STARTED REVOKED RECEIVED", "PROGRESS REVOKED PROGRESS",
				"FAILURE REVOKED RETRY");
	}

	static Stream<Arguments> refused() {
		return Stream.concat(Stream.of(TaskTransitions.Row.values()).map((row) -> arguments(row.name(), "PENDING")),
				Stream.of(TaskTransitions.Row.values()).map((row) -> arguments("SUCCESS", row.name())));
	}

	@ParameterizedTest
	@MethodSource("allowed")
	void oneStateMayFollowAnother(String life) {
		assertThat(steps(life)).allMatch((step) -> TaskTransitions.allowed(from(step), to(step)));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void nothingFollowsASuccessAndNothingBecomesPending(String from, String to) {
		assertThat(TaskTransitions.allowed(TaskState.of(from), TaskState.of(to))).isFalse();
	}

	@Test
	void everyTransitionOfTheTableIsTaken() {
		Set<String> taken = new LinkedHashSet<>();
		allowed().flatMap(TaskTransitionsTests::steps).forEach(taken::add);
		Set<String> table = new LinkedHashSet<>();
		for (TaskTransitions.Row from : TaskTransitions.Row.values()) {
			for (TaskTransitions.Row to : TaskTransitions.Row.values()) {
				if (TaskTransitions.allowed(TaskState.of(from.name()), TaskState.of(to.name()))) {
					table.add((from + ">" + to).replace("CUSTOM", "PROGRESS"));
				}
			}
		}

		assertThat(taken).containsExactlyInAnyOrderElementsOf(table);
	}

	@Test
	void theDiagramInTheDocumentationIsTheTable() throws IOException {
		String page = page();
		if (System.getProperty("taskqueue.docs.update") != null) {
			Files.writeString(PAGE, page);
		}

		assertThat(PAGE).as("Stale: run this test with -Dtaskqueue.docs.update").content().isEqualTo(page);
	}

	private static Stream<String> steps(String life) {
		String[] states = life.split(" ");
		return Stream.iterate(1, (i) -> i < states.length, (i) -> i + 1).map((i) -> states[i - 1] + ">" + states[i]);
	}

	private static TaskState from(String step) {
		return TaskState.of(step.substring(0, step.indexOf('>')));
	}

	private static TaskState to(String step) {
		return TaskState.of(step.substring(step.indexOf('>') + 1));
	}

	private static String page() {
		return """
				# Task states

				Which state of a task may follow which. `CUSTOM` stands for every state that a task reports while it
				runs, such as `PROGRESS`. `PENDING` means that nothing is stored. A success is final: neither a
				redelivery nor another worker overwrites it. A failure and a revocation are not, because the same id
				may be run again.

				```mermaid
				%s```

				This page is generated from `TaskTransitions`. After a change there, write it anew with

				```
				./mvnw -pl taskqueue-core test -Dtest=TaskTransitionsTests -Dtaskqueue.docs.update
				```
				""".formatted(TaskTransitions.diagram());
	}

}
