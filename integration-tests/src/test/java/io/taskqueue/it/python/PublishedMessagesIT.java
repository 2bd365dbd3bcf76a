package io.taskqueue.it.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.LongString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.taskqueue.Signature;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a plain AMQP client sees of the messages we publish: nothing that Celery would
 * misread or die of.
 */
@ExtendWith(FleetExtension.class)
class PublishedMessagesIT {

	private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00";

	private final Fleet fleet;

	private final Wire wire;

	PublishedMessagesIT(Fleet fleet) {
		this.fleet = fleet;
		this.wire = fleet.wire();
	}

	@AfterEach
	void disconnect() throws IOException {
		this.wire.close();
	}

	@Test
	void headersHaveOnlyTypesThatPythonReads() {
		Map<String, Object> headers = publish(everyOption()).getProps().getHeaders();

		List<Object> values = new ArrayList<>();
		flatten(headers, values);
		assertThat(values).allMatch((value) -> value instanceof LongString || value instanceof Integer
				|| value instanceof Double || value instanceof Boolean);
		assertThat(headers).containsEntry("level", 3)
			.containsEntry("small", 7)
			.containsEntry("tiny", -1)
			.containsEntry("far", -5)
			.containsEntry("ratio", 1.5);
	}

	@Test
	void propertiesAreThoseOfCelery() {
		GetResponse message = publish(everyOption().taskId("props-1"));

		assertThat(message.getProps().getContentType()).isEqualTo("application/json");
		assertThat(message.getProps().getContentEncoding()).isEqualTo("utf-8");
		assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
		assertThat(message.getProps().getCorrelationId()).isEqualTo("props-1");
		assertThat(message.getProps().getPriority()).isEqualTo(4);
		assertThat(message.getProps().getExpiration()).as("RabbitMQ would drop the message silently").isNull();
	}

	@Test
	void everyHeaderOfCeleryIsThereAndRightlyTyped() {
		Map<String, Object> headers = publish(everyOption().taskId("headers-1")).getProps().getHeaders();

		assertThat(headers).containsKeys("lang", "task", "id", "shadow", "eta", "expires", "group", "group_index",
				"retries", "timelimit", "root_id", "parent_id", "argsrepr", "kwargsrepr", "origin", "ignore_result",
				"replaced_task_nesting", "stamped_headers", "stamps");
		assertThat(headers.get("id")).hasToString("headers-1");
		assertThat(headers.get("eta").toString()).matches(INSTANT);
		assertThat(headers.get("expires").toString()).matches(INSTANT);
		assertThat(headers.get("timelimit")).isEqualTo(List.of(30, 10.5));
		assertThat(headers.get("ignore_result")).isEqualTo(true);
		assertThat(headers.get("retries")).isEqualTo(0);
	}

	@Test
	void theBodyHasThreeElementsAndCompleteSignatures() {
		JsonNode body = body(publish(everyOption()));

		assertThat(body.isArray()).isTrue();
		assertThat(body.size()).isEqualTo(3);
		assertThat(body.get(2).propertyNames()).containsExactlyInAnyOrder("callbacks", "errbacks", "chain", "chord");
		for (String kind : List.of("callbacks", "errbacks")) {
			assertThat(body.get(2).get(kind).isArray()).isTrue();
			for (JsonNode signature : body.get(2).get(kind)) {
				assertComplete(signature);
			}
		}
	}

	@Test
	void aPlainCallIsAsPlainAsCelerys() {
		GetResponse message = publish(Signature.of("fleet.add", Integer.class, 2, 3));

		assertThat(new String(message.getBody(), StandardCharsets.UTF_8)).isEqualToIgnoringWhitespace(
				"[[2, 3], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]");
		assertThat(message.getProps().getHeaders()).containsEntry("eta", null)
			.containsEntry("expires", null)
			.containsEntry("stamped_headers", null)
			.containsEntry("stamps", Map.of());
		assertThat(message.getProps().getHeaders().get("argsrepr")).hasToString("(2, 3)");
	}

	@Test
	void theSameValueIsWrittenAsTheSameBytes() {
		Signature<Object> call = Signature.of("jobs.echo", Object.class, values());

		assertThat(publish(call).getBody()).isEqualTo(publish(call).getBody());
	}

	@Test
	void theSameResultIsStoredAsTheSameText() {
		String code = """
				ids = [send('jobs.echo', [{'z': 1, 'a': [1.0, 2**70, '\\u00e9\\0'], 'm': {'b': None}}]) for i in range(2)]
				[each.get(timeout=20) for each in ids]
				texts = {app.backend.get(app.backend.get_key_for_task(each.id)).split(b'"result"')[1].split(b'"traceback"')[0] for each in ids}
				len(texts)
				""";

		assertThat(this.fleet.python().run(code)).isEqualTo(1);
	}

	@Test
	void resultsGoToTheStoreAndNotToTheReplyQueue() {
		this.wire.declare("reply-box");

		assertThat(this.fleet.python().run("call('jobs.add', 2, 3, reply_to='reply-box')")).isEqualTo(5);
		assertThat(this.wire.waiting("reply-box")).isZero();
	}

	private GetResponse publish(Signature<?> signature) {
		this.fleet.tasks().submit(signature.queue("capture"));
		return this.wire.take("capture");
	}

	private static Signature<Object> everyOption() {
		Signature<String> callback = Signature.of("fleet.same", String.class);
		return Signature.of("fleet.same", Object.class, values())
			.kwarg("key", "value")
			.eta(Instant.now().minusNanos(123_456_789))
			.expires(Duration.ofHours(1))
			.priority(4)
			.ignoreResult(true)
			.timeLimit(Duration.ofSeconds(30))
			.softTimeLimit(Duration.ofMillis(10_500))
			.shadow("shown.as")
			.header("level", 3L)
			.header("small", (short) 7)
			.header("tiny", (byte) -1)
			.header("far", -5L)
			.header("ratio", 1.5f)
			.header("nothing", null)
			.header("nested", Map.of("list", List.of(true, "text", (short) 1)))
			.link(callback)
			.link(callback.immutable().link(callback).countdown(Duration.ofSeconds(1)))
			.linkError(Signature.of("fleet.failed", String.class).queue("python"));
	}

	private static Map<String, @Nullable Object> values() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("z", 1);
		values.put("a", List.of(1.5, "caf\u00e9\0", true));
		values.put("at", Instant.parse("2030-01-02T03:04:05.123456789Z"));
		values.put("none", null);
		return values;
	}

	private static void assertComplete(JsonNode signature) {
		assertThat(signature.propertyNames()).containsExactlyInAnyOrder("task", "args", "kwargs", "options",
				"subtask_type", "immutable");
		assertThat(signature.get("options").isObject()).isTrue();
		for (JsonNode callback : signature.get("options").path("link")) {
			assertComplete(callback);
		}
	}

	private static JsonNode body(GetResponse message) {
		return JsonMapper.shared().readTree(message.getBody());
	}

	private static void flatten(@Nullable Object value, List<Object> leaves) {
		if (value instanceof Map<?, ?> map) {
			map.values().forEach((member) -> flatten(member, leaves));
		}
		else if (value instanceof Collection<?> list) {
			list.forEach((element) -> flatten(element, leaves));
		}
		else if (value != null) {
			leaves.add(value);
		}
	}

}
