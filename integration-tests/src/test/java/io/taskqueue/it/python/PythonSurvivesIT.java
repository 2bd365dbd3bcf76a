package io.taskqueue.it.python;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.TaskClient;
import io.taskqueue.result.TaskState;
import io.taskqueue.worker.TaskWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

/**
 * Everything that our publisher can produce is fed to a Python worker and client: they
 * survive it and answer.
 */
@ExtendWith(FleetExtension.class)
class PythonSurvivesIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final List<UnaryOperator<Signature<Object>>> OPTIONS = List.of(
			(call) -> call.countdown(Duration.ofMillis(1200)), (call) -> call.eta(Instant.now().minusSeconds(1)),
			(call) -> call.expires(Duration.ofMinutes(1)), (call) -> call.expires(Instant.now().plusSeconds(60)),
			(call) -> call.priority(0), (call) -> call.priority(255), (call) -> call.ignoreResult(false),
			(call) -> call.timeLimit(Duration.ofMillis(60_500)), (call) -> call.softTimeLimit(Duration.ofSeconds(50)),
			(call) -> call.shadow("shown.as"), (call) -> call.shadow(""),
			(call) -> call.header("text", "caf\u00e9\0\ud83c\udf4e").header("map", Map.of("a", List.of(1, -2L, 3.5))),
			(call) -> call.header("small", (short) 1).header("long", 5_000_000_000L).header("nothing", null),
			(call) -> call.link(Signature.of("fleet.same", Object.class)),
			(call) -> call.link(Signature.of("fleet.same", Object.class, "only").immutable().queue("python")),
			(call) -> call.linkError(Signature.of("fleet.failed", Object.class).queue("python")));

	private final Fleet fleet;

	private final TaskClient tasks;

	PythonSurvivesIT(Fleet fleet) {
		this.fleet = fleet;
		this.tasks = fleet.tasks();
	}

	@Test
	void everyCombinationOfOptionsIsAnswered() {
		List<Signature<Object>> calls = new ArrayList<>();
		for (int i = 0; i < OPTIONS.size(); i++) {
			for (int j = i; j < OPTIONS.size(); j++) {
				calls.add(OPTIONS.get(i).apply(OPTIONS.get(j).apply(call(i + "-" + j))));
			}
		}
		Signature<Object> all = call("all");
		for (UnaryOperator<Signature<Object>> option : OPTIONS) {
			all = option.apply(all);
		}
		calls.add(all);

		List<AsyncResult<Object>> results = this.tasks.submitAll(calls);

		assertThat(results).allSatisfy((result) -> assertThat(result.get(LIMIT)).isInstanceOf(String.class));
		for (AsyncResult<Object> result : results) {
			assertThat(this.fleet.python().run("app.AsyncResult('" + result.id() + "').get(timeout=20)"))
				.isInstanceOf(String.class);
		}
		assertPythonLives();
	}

	@Test
	void idsAndNamesOfEveryShapeAreAnswered() {
		for (String id : List.of("x", "with space", "caf\u00e9-\ud83c\udf4e", "i".repeat(255), "a/b:c*d#e.f")) {
			assertThat(this.tasks.submit(call("id").taskId(id)).get(LIMIT)).isEqualTo("id");
		}
		assertPythonLives();
	}

	@Test
	void whatJavaGivesBackAndRetriesIsRunByPython() {
		List<AsyncResult<Integer>> unknown = new ArrayList<>();
		List<AsyncResult<Object>> retried = new ArrayList<>();
		try (ConfigurableApplicationContext java = this.fleet
			.javaWorker(Map.of("taskqueue.worker.queues", "rolling"))) {
			for (int i = 0; i < 4; i++) {
				unknown.add(this.tasks.submit(Signature.of("fleet.add", Integer.class, i, 1).queue("rolling")));
				retried.add(this.tasks.submit(patient(i)));
			}
			TaskWorker worker = java.getBean(TaskWorker.class);
			await().atMost(LIMIT).untilAsserted(() -> {
				assertThat(worker.status().totals().republished()).isGreaterThanOrEqualTo(4);
				assertThat(retried).allSatisfy((result) -> assertThat(result.state()).isEqualTo(TaskState.RETRY));
			});
		}

		try (PythonWorker python = this.fleet.pythonWorker("fleet", "rolling@fleet", "rolling")) {
			for (int i = 0; i < 4; i++) {
				assertThat(unknown.get(i).get(LIMIT)).isEqualTo(i + 1);
				assertRetried(retried.get(i));
			}
			assertLives(python);
		}
	}

	@Test
	void theOutcomeOfAFasterWorkerIsNotReplacedByARetry() {
		List<AsyncResult<Object>> results = Stream
			.generate(() -> Signature.of("both.flaky", Object.class).queue("mixed"))
			.limit(50)
			.map(this.tasks::submit)
			.toList();

		assertThat(results)
			.allSatisfy((result) -> assertThat(result.get(LIMIT)).asInstanceOf(LIST).startsWith("python"));
		assertThat(results).allSatisfy((result) -> assertThat(result.state()).isEqualTo(TaskState.SUCCESS));
	}

	private static Signature<Object> patient(int i) {
		return Signature.of("both.patient", Object.class)
			.queue("rolling")
			.header("tenant", "acme")
			.countdown(Duration.ofMillis((i % 2 == 0) ? 0 : 1100))
			.link(Signature.of("fleet.same", Object.class));
	}

	private static void assertRetried(AsyncResult<Object> result) {
		List<?> answer = (List<?>) result.get(LIMIT);
		assertThat(answer.get(0)).isEqualTo("python");
		assertThat((Integer) answer.get(1)).as("retries").isPositive();
		assertThat(answer.get(2)).as("its custom header").isEqualTo("acme");
		assertThat(answer.get(3)).as("a retry is its own parent").isEqualTo(result.id());
	}

	private static Signature<Object> call(String value) {
		return Signature.of("fleet.same", Object.class, value);
	}

	private void assertPythonLives() {
		assertThat(this.tasks.submit("fleet.add", Integer.class, 2, 3).get(LIMIT)).isEqualTo(5);
		assertLives(this.fleet.pythonWorker());
	}

	private static void assertLives(PythonWorker worker) {
		assertThat(worker.alive()).isTrue();
		assertThat(worker.log()).doesNotContain("Unrecoverable error")
			.doesNotContain("unknown message")
			.doesNotContain("decode message body")
			.doesNotContain("Received invalid task message");
	}

}
