package io.taskqueue.it.python;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskFailedException;
import io.taskqueue.TaskRevokedException;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A Java client calls tasks of a Celery worker.
 */
@ExtendWith(FleetExtension.class)
class JavaCallsPythonIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final ResultType<Map<String, Object>> CONTEXT = new ResultType<>() {
	};

	private final Fleet fleet;

	private final TaskClient tasks;

	JavaCallsPythonIT(Fleet fleet) {
		this.fleet = fleet;
		this.tasks = fleet.tasks();
	}

	static Stream<UnaryOperator<Signature<Integer>>> options() {
		return Stream.of((call) -> call, (call) -> call.queue("mixed"), (call) -> call.priority(5),
				(call) -> call.expires(Duration.ofMinutes(1)), (call) -> call.expires(Instant.now().plusSeconds(3600)),
				(call) -> call.eta(Instant.now().minusSeconds(3600)), (call) -> call.timeLimit(Duration.ofSeconds(20)),
				(call) -> call.softTimeLimit(Duration.ofMillis(9500)), (call) -> call.shadow("shown.as"),
				(call) -> call.header("tenant", "acme"));
	}

	@ParameterizedTest
	@MethodSource("options")
	void calls(UnaryOperator<Signature<Integer>> option) {
		Signature<Integer> call = Signature.of("fleet.add", Integer.class, 2).kwarg("y", 3);

		assertThat(this.tasks.submit(option.apply(call)).get(LIMIT)).isEqualTo(5);
	}

	@Test
	void thePythonTaskSeesWhatWasAskedFor() {
		Map<String, Object> seen = this.tasks
			.submit(Signature.of("fleet.context", CONTEXT)
				.taskId("java-context-1")
				.priority(4)
				.shadow("shown.as")
				.header("tenant", "acme")
				.timeLimit(Duration.ofSeconds(30))
				.softTimeLimit(Duration.ofMillis(10_500)))
			.get(LIMIT);

		assertThat(seen).containsEntry("id", "java-context-1")
			.containsEntry("root_id", "java-context-1")
			.containsEntry("parent_id", null)
			.containsEntry("retries", 0)
			.containsEntry("shadow", "shown.as")
			.containsEntry("timelimit", List.of(30, 10.5))
			.containsEntry("tenant", "acme")
			.containsEntry("priority", 4)
			.containsEntry("routing_key", "python")
			.containsEntry("argsrepr", "()")
			.containsEntry("lang", "java");
	}

	@Test
	void waitsOnTheLadderUntilItIsDue() {
		double begin = System.currentTimeMillis() / 1e3;

		assertThat(
				this.tasks.submit(Signature.of("fleet.now", Double.class).countdown(Duration.ofMillis(2500))).get(LIMIT)
						- begin)
			.isBetween(2.5, 10.0);
	}

	@Test
	void whatHasExpiredIsRevokedByThePythonWorker() {
		AsyncResult<Double> late = this.tasks
			.submit(Signature.of("fleet.now", Double.class).expires(Instant.now().minusSeconds(5)));

		assertThatExceptionOfType(TaskRevokedException.class).isThrownBy(() -> late.get(LIMIT))
			.withMessageContaining("expired");
		assertThat(late.state()).isEqualTo(TaskState.REVOKED);
	}

	@Test
	void thePythonWorkerEnforcesTimeLimits() {
		assertThatExceptionOfType(TaskFailedException.class)
			.isThrownBy(() -> this.tasks
				.submit(Signature.of("fleet.sleep", Integer.class, 15).softTimeLimit(Duration.ofSeconds(1)))
				.get(LIMIT))
			.satisfies((ex) -> {
				assertThat(ex.remoteModule()).isEqualTo("billiard.exceptions");
				assertThat(ex.remoteType()).isEqualTo("SoftTimeLimitExceeded");
			});
	}

	@Test
	void callbacksRunInBothLanguages() {
		AsyncResult<Integer> linked = this.tasks.submit(Signature.of("fleet.add", Integer.class, 2, 3)
			.link(Signature.of("fleet.mul", Integer.class, 10).queue("python").taskId("java-link-python"))
			.link(Signature.of("jobs.mul", Integer.class, 100).queue("java").taskId("java-link-java")));

		assertThat(linked.get(LIMIT)).isEqualTo(5);
		assertThat(this.tasks.result("java-link-python", Integer.class).get(LIMIT)).isEqualTo(50);
		assertThat(this.tasks.result("java-link-java", Integer.class).get(LIMIT)).isEqualTo(500);
	}

	@Test
	void callbacksOfCallbacksGoBackAndForth() {
		Signature<Integer> last = Signature.of("jobs.add", Integer.class, 1)
			.queue("java")
			.taskId("java-back-and-forth");
		Signature<Integer> middle = Signature.of("fleet.mul", Integer.class, 10).queue("python").link(last);

		this.tasks.submit(Signature.of("jobs.add", Integer.class, 2, 3).link(middle));

		assertThat(this.tasks.result("java-back-and-forth", Integer.class).get(LIMIT)).isEqualTo(51);
	}

	@Test
	void errbacksRunInBothLanguages() {
		AsyncResult<Object> broken = this.tasks.submit(Signature.of("fleet.fail", Object.class, "value")
			.linkError(Signature.of("fleet.failed", String.class).queue("python"))
			.linkError(Signature.of("jobs.failed", String.class).queue("java")));

		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(this.fleet.jobs().marks()).contains("failed " + broken.id()));
		assertThat(this.tasks.result("errback-of-" + broken.id(), String.class).get(LIMIT)).isEqualTo(broken.id());
	}

	@Test
	void twoThousandCallsAreAllAnswered() {
		List<Signature<Integer>> calls = Stream.iterate(0, (i) -> i + 1)
			.limit(2000)
			.map((i) -> Signature.of("fleet.add", Integer.class, i, 1))
			.toList();

		List<AsyncResult<Integer>> results = this.tasks.submitAll(calls);

		for (int i = 0; i < results.size(); i++) {
			assertThat(results.get(i).get(LIMIT)).isEqualTo(i + 1);
		}
	}

}
