package io.taskqueue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;
import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RedisServerExtension.class)
class SuccessGuardIT {

	private static final Duration DAY = Duration.ofDays(1);

	private final String id = UUID.randomUUID().toString();

	private final RedisServer server;

	private RedisSetup setup;

	private RedisCommands<String, String> redis;

	SuccessGuardIT(RedisServer server) {
		this.server = server;
	}

	@BeforeEach
	void setUp() {
		this.setup = RedisSetup.of(this.server);
		this.redis = this.setup.redis();
	}

	@AfterEach
	void tearDown() {
		this.setup.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"status\":\"SUCCESS\",\"result\":3}", "{\"status\": \"SUCCESS\", \"result\": NaN}",
			"{ \"status\" : \"SUCCESS\" }", "\n{\n\t\"status\":\n\"SUCCESS\"}",
			"{\"result\": {\"status\": \"FAILURE\"}, \"status\": \"SUCCESS\"}",
			"{\"result\": [{\"status\": \"FAILURE\"}, \"}\"], \"status\": \"SUCCESS\"}",
			"{\"result\": \"\\\"status\\\": \\\"FAILURE\\\"\", \"status\": \"SUCCESS\"}",
			"{\"result\": \"ends with \\\\\", \"status\": \"SUCCESS\"}",
			"{\"task_id\": \"status\", \"result\": null, \"status\": \"SUCCESS\"}",
			"{\"result\": 123456789012345678901234567890, \"status\": \"SUCCESS\", \"x\": Infinity}" })
	void aSuccessIsKept(String existing) {
		assertThat(overwrites(existing)).isFalse();
		assertThat(this.redis.get("celery-task-meta-" + this.id)).isEqualTo(existing);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"status\": \"FAILURE\", \"result\": {\"status\": \"SUCCESS\"}}",
			"{\"status\": \"STARTED\", \"result\": \"\\\"status\\\": \\\"SUCCESS\\\"\"}",
			"{\"result\": {\"status\": \"SUCCESS\"}, \"status\": \"FAILURE\"}",
			"{\"result\": [\"status\", \"SUCCESS\"], \"status\": \"FAILURE\"}",
			"{\"result\": \"status\", \"x\": \"SUCCESS\", \"status\": \"FAILURE\"}",
			"{\"result\": \"\\\"status\\\": \\\"SUCCESS\\\",\", \"status\": \"RETRY\"}", "{\"status\": \"success\"}",
			"{\"status\": null, \"result\": \"SUCCESS\"}", "{\"result\": {\"status\": \"SUCCESS\"}}",
			"[\"status\", \"SUCCESS\"]", "\"status\": \"SUCCESS\"", "{\"status\": \"SUCCESS", "no document", "" })
	void whatIsNoSuccessIsOverwritten(String existing) {
		assertThat(overwrites(existing)).isTrue();
		assertThat(this.redis.get("celery-task-meta-" + this.id)).contains("REVOKED");
	}

	@Test
	void deepAndBigResultsAreNoObstacle() {
		String deep = "[".repeat(5000) + "]".repeat(5000);
		String big = IntStream.range(0, 20_000).mapToObj((n) -> "{\"status\":\"SUCCESS\"}").toList().toString();

		assertThat(overwrites("{\"result\":" + deep + ",\"status\":\"SUCCESS\"}")).isFalse();
		assertThat(overwrites("{\"result\":" + deep + ",\"status\":\"FAILURE\"}")).isTrue();
		assertThat(overwrites("{\"result\":" + big + ",\"status\":\"FAILURE\"}")).isTrue();
		assertThat(overwrites("{\"result\":" + big + ",\"status\":\"SUCCESS\"}")).isFalse();
	}

	@Test
	void nothingThereIsNoObstacle() {
		assertThat(Stages.done(store(this.setup, this.id, TaskState.REVOKED, StoreGuard.KEEP_SUCCESS))).isTrue();
	}

	@Test
	void withoutGuardASuccessIsOverwritten() {
		Stages.done(store(this.setup, this.id, TaskState.SUCCESS, StoreGuard.NONE));

		assertThat(Stages.done(store(this.setup, this.id, TaskState.FAILURE, StoreGuard.NONE))).isTrue();
	}

	@Test
	void ofTwoWritersAtTheSameTimeTheSuccessRemains() {
		try (RedisSetup other = RedisSetup.of(this.server)) {
			List<CompletionStage<Boolean>> successes = new ArrayList<>();
			List<CompletionStage<Boolean>> failures = new ArrayList<>();
			for (int n = 0; n < 2000; n++) {
				successes.add(store(this.setup, this.id + n, TaskState.SUCCESS, StoreGuard.KEEP_SUCCESS));
				failures.add(store(other, this.id + n, TaskState.FAILURE, StoreGuard.KEEP_SUCCESS));
			}

			assertThat(successes).allSatisfy((stored) -> assertThat(Stages.done(stored)).isTrue());
			failures.forEach(Stages::done);
			for (int n = 0; n < 2000; n++) {
				assertThat(Stages.done(other.store().fetch(this.id + n)).state()).isEqualTo(TaskState.SUCCESS);
			}
		}
	}

	private boolean overwrites(String existing) {
		this.redis.set("celery-task-meta-" + this.id, existing);
		return Stages.done(store(this.setup, this.id, TaskState.REVOKED, StoreGuard.KEEP_SUCCESS));
	}

	private static CompletionStage<Boolean> store(RedisSetup setup, String id, TaskState state, StoreGuard guard) {
		return setup.store().store(ResultDocument.of(id, state, Json.NULL), DAY, guard);
	}

}
