package io.taskqueue.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hand-made messages that were given to Celery's workers: each is a task or is refused by
 * name. Some of them kill a Python worker.
 */
class TaskMessageVariantsTests {

	private static final Map<String, String> REFUSED = Map.ofEntries(Map.entry("no-id", "the header 'id' is missing"),
			Map.entry("no-task-header", "there is no header 'task'"),
			Map.entry("no-headers-at-all", "there is no header 'task'"),
			Map.entry("no-content-type", "the content type is missing"),
			Map.entry("two-elements", "must be a list of three, but has fewer elements"),
			Map.entry("four-elements", "must be a list of three, but has more elements"),
			Map.entry("kwargs-null", "the keyword arguments must be an object, but is null"),
			Map.entry("args-null", "the list of positional arguments must be a list, but is null"),
			Map.entry("bad-json", "not valid JSON"), Map.entry("empty-body", "must be a list of three, but is nothing"),
			Map.entry("pickle-denied", "application/x-python-serialize"),
			Map.entry("body-object", "an object with neither 'args' nor 'kwargs'"),
			Map.entry("eta-garbage", "the header 'eta' must be a date and time of ISO 8601"),
			Map.entry("eta-int", "the header 'eta' must be text"),
			Map.entry("expires-garbage", "the header 'expires' must be a date and time of ISO 8601"),
			Map.entry("timelimit-scalar", "the header 'timelimit' must be a list of two"));

	private final TaskMessageCodec codec = new TaskMessageCodec(new JsonPayloadCodec());

	static Stream<Variant> variants() {
		return Stream.of("5.2.6", "5.6.3")
			.flatMap((version) -> CeleryFixtures
				.list(CeleryFixtures.file("acceptance/task-message-variants-" + version + ".json"), "cases")
				.stream())
			.map(Variant::new);
	}

	@Test
	void thereAre62VariantsForEachVersion() {
		assertThat(variants()).hasSize(2 * 62);
		assertThat(variants().map(Variant::toString)).containsAll(REFUSED.keySet());
	}

	@ParameterizedTest
	@MethodSource("variants")
	void isATaskOrRefusedByName(Variant variant) {
		String refusal = REFUSED.get(variant.toString());
		if (refusal == null) {
			decode(variant);
			return;
		}
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> decode(variant))
			.withMessageContaining(refusal)
			.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo(variant.message().headers().get("id")))
			.satisfies((ex) -> assertThat(ex.taskName()).isEqualTo(variant.message().headers().get("task")));
	}

	private void decode(Variant variant) {
		TaskHeaders headers = this.codec.headers(variant.message());
		TaskBody body = this.codec.body(variant.message());
		assertThat(headers.id()).isNotBlank();
		assertThat(headers.task()).contains(".");
		assertThat(body.args()).isNotEmpty();
	}

	record Variant(Map<String, Object> recorded) {

		Message message() {
			Map<String, Object> properties = CeleryFixtures.map(this.recorded, "props");
			return new Message(
					new MessageProperties((String) properties.get("content_type"),
							(String) properties.get("content_encoding"), true, null, null, null),
					CeleryFixtures.map(this.recorded, "headers"), body((String) this.recorded.get("body")));
		}

		private static byte[] body(String text) {
			return text.startsWith("b'") ? pythonBytes(text.substring(2, text.length() - 1))
					: text.getBytes(StandardCharsets.UTF_8);
		}

		private static byte[] pythonBytes(String literal) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (int at = 0; at < literal.length(); at++) {
				if (literal.startsWith("\\x", at)) {
					bytes.write(Integer.parseInt(literal.substring(at + 2, at + 4), 16));
					at += 3;
				}
				else {
					bytes.write(literal.charAt(at));
				}
			}
			return bytes.toByteArray();
		}

		@Override
		public String toString() {
			return (String) this.recorded.get("case");
		}

	}

}
