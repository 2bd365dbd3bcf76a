package io.taskqueue.it.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

import com.rabbitmq.client.AMQP;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.TaskFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Messages of clients that send no more than they must, and what is made of malformed
 * ones.
 */
@ExtendWith(FleetExtension.class)
class SparseMessagesIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Fleet fleet;

	private final Wire wire;

	SparseMessagesIT(Fleet fleet) {
		this.fleet = fleet;
		this.wire = fleet.wire();
	}

	@AfterEach
	void disconnect() throws IOException {
		this.wire.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[[2, 3], {}, {}]", "[[2, 3], {}, null]", "[[2], {\"y\": 3}, {\"callbacks\": []}]",
			"[[2, 3], {}, {\"chain\": null, \"unheard_of\": [1]}]", "{\"args\": [2, 3], \"kwargs\": {}}",
			"{\"args\": [2, 3]}" })
	void idAndNameAreEnough(String body) {
		this.wire.publish("java", Map.of("task", "jobs.add", "id", "sparse-" + body.hashCode()), body);

		assertThat(result("sparse-" + body.hashCode())).isEqualTo(5);
	}

	@Test
	void aMessageWithoutHeadersIsProtocol1() {
		this.wire.publish("java", Map.of(), "{\"task\": \"jobs.add\", \"id\": \"sparse-v1\", \"args\": [2, 3]}");

		assertThat(result("sparse-v1")).isEqualTo(5);
	}

	@Test
	void callbacksNeedNoOptions() {
		this.wire.publish("java", Map.of("task", "jobs.add", "id", "sparse-link"), """
				[[2, 3], {}, {"callbacks": [{"task": "jobs.mark", "args": ["sparse"], "immutable": true}]}]""");

		assertThat(result("sparse-link")).isEqualTo(5);
		assertThat(this.fleet.tasks().result("sparse-link", Object.class).children()).hasSize(1)
			.first()
			.satisfies((child) -> assertThat(child.get(LIMIT)).isEqualTo("sparse"));
	}

	@Test
	void aCompositeIsNotPublishedAsATask() {
		this.wire.declare("capture");
		this.wire.publish("java", Map.of("task", "jobs.add", "id", "sparse-composite"), """
				[[2, 3], {}, {"callbacks": [{"task": "celery.group", "kwargs": {"tasks": []}, "subtask_type": "group",
				"options": {"queue": "capture"}}]}]""");

		assertThat(result("sparse-composite")).isEqualTo(5);
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(this.fleet.javaWorker().status().deadRecords()).containsKey("unpublished"));
		assertThat(this.wire.waiting("capture")).isZero();
	}

	@Test
	void compressedBodiesAreInZlibFormat() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (DeflaterOutputStream zlib = new DeflaterOutputStream(body)) {
			zlib.write("[[2, 3], {}, {}]".getBytes(StandardCharsets.UTF_8));
		}
		this.wire.publish("java",
				new AMQP.BasicProperties.Builder().contentType("application/json")
					.headers(Map.of("task", "jobs.add", "id", "sparse-zlib", "compression", "application/x-gzip"))
					.build(),
				body.toByteArray());

		assertThat(result("sparse-zlib")).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "[[2, 3], {}]", "[[2, 3], {}, {}, {}]", "null", "[null, {}, {}]",
			"[{}, {}, {}]", "[[2, 3], {}, {\"callbacks\": 1}]", "[[2, 3], {}, {}] trailing",
			"[[{\"__type__\": \"unheard_of\", \"__value__\": 1}, 3], {}, {}]" })
	void whatCantBeReadIsAFailureAndTheWorkerLivesOn(String body) {
		String id = "malformed-" + body.hashCode();
		this.wire.publish("java", Map.of("task", "jobs.add", "id", id), body);

		assertThatExceptionOfType(TaskFailedException.class).isThrownBy(() -> result(id));
		assertThat(this.fleet.python().run("call('jobs.add', 1, 1)")).isEqualTo(2);
	}

	private Object result(String id) {
		return this.fleet.tasks().result(id, Integer.class).get(LIMIT);
	}

}
