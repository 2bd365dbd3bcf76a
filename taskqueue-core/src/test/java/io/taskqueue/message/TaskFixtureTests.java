package io.taskqueue.message;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.taskqueue.message.CeleryFixtures.TaskFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Task messages of real Celery clients, read and written again.
 */
class TaskFixtureTests {

	private static final Map<String, String> REFUSED = Map.of("task-bzip2", "application/x-bz2", "task-lzma",
			"application/x-lzma", "task-msgpack", "application/x-msgpack", "task-pickle",
			"application/x-python-serialize", "task-yaml", "application/x-yaml");

	private static final Map<Class<?>, String> AMQP_TYPES = Map.of(String.class, "S", Integer.class, "I", Long.class,
			"l", Double.class, "d", Boolean.class, "t", Date.class, "T");

	private static final Set<String> TIMES = Set.of("eta", "expires");

	private static final Set<String> NULLABLE_OPTIONS = Set.of("root_id", "parent_id");

	/** Here a list stands in for Python's tuple, or a type JSON does not have. */
	private static final Set<String> OTHER_DISPLAY = Set.of("task-by-name", "json-datetime", "json-uuid-decimal",
			"json-bytes", "json-tuple", "chord-unlock", "chunks", "chunks-as-task", "map", "starmap");

	private final TaskMessageCodec codec = new TaskMessageCodec(new JsonPayloadCodec());

	static Stream<TaskFixture> readable() {
		return CeleryFixtures.tasks().stream().filter((fixture) -> refusal(fixture) == null);
	}

	static Stream<TaskFixture> refused() {
		return CeleryFixtures.tasks().stream().filter((fixture) -> refusal(fixture) != null);
	}

	static Stream<TaskFixture> protocol2() {
		return readable().filter((fixture) -> fixture.message().headers().containsKey("task"));
	}

	@Test
	void thereAreFixtures() {
		assertThat(CeleryFixtures.tasks()).hasSizeGreaterThan(130);
		assertThat(refused()).hasSize(10);
	}

	@ParameterizedTest
	@MethodSource("protocol2")
	void readsTheHeaders(TaskFixture fixture) {
		Map<String, Object> recorded = fixture.message().headers();

		TaskHeaders headers = this.codec.headers(fixture.message());

		assertThat(headers.id()).isEqualTo(recorded.get("id"));
		assertThat(headers.task()).isEqualTo(recorded.get("task"));
		assertThat(headers.rootId()).isEqualTo(recorded.get("root_id"));
		assertThat(headers.parentId()).isEqualTo(recorded.get("parent_id"));
		assertThat(headers.group()).isEqualTo(recorded.get("group"));
		assertThat(headers.groupIndex()).isEqualTo(recorded.get("group_index"));
		assertThat(headers.retries()).isEqualTo(recorded.get("retries"));
		assertThat(headers.ignoreResult()).isEqualTo(recorded.get("ignore_result"));
		assertThat(headers.argsRepr()).isEqualTo(recorded.get("argsrepr"));
		assertThat(headers.eta()).isEqualTo(instant(recorded.get("eta")));
		assertThat(headers.expires()).isEqualTo(instant(recorded.get("expires")));
	}

	@ParameterizedTest
	@MethodSource("protocol2")
	void writesTheSameHeadersWithTheSameTypes(TaskFixture fixture) {
		Map<String, Object> recorded = new LinkedHashMap<>(fixture.message().headers());
		recorded.remove("compression");

		Map<String, Object> written = again(fixture).headers();

		assertThat(comparable(written)).containsAllEntriesOf(comparable(recorded));
		recorded.keySet()
			.forEach((name) -> assertThat(amqpType(written.get(name))).as(name)
				.isEqualTo(fixture.headerTypes().get(name)));
	}

	@ParameterizedTest
	@MethodSource("protocol2")
	void writesTheSameBody(TaskFixture fixture) {
		Object recorded = Json.of(new BodyBytes(1_000_000).json(fixture.message())).plain();

		Object written = Json.of(again(fixture).body()).plain();

		assertThat(comparable(written)).isEqualTo(comparable(recorded));
	}

	@ParameterizedTest
	@MethodSource("protocol2")
	void displaysArgumentsAsCeleryDoes(TaskFixture fixture) {
		TaskHeaders headers = this.codec.headers(fixture.message()).toBuilder().argsRepr(null).kwargsRepr(null).build();
		TaskBody body = this.codec.body(fixture.message());

		Message written = this.codec.encode(new TaskMessage(headers, body, null, null));

		if (!OTHER_DISPLAY.contains(caseOf(fixture))) {
			assertThat(written.headers().get("argsrepr")).isEqualTo(fixture.message().headers().get("argsrepr"));
			assertThat(written.headers().get("kwargsrepr")).isEqualTo(fixture.message().headers().get("kwargsrepr"));
		}
	}

	@ParameterizedTest
	@MethodSource("readable")
	void readsTheBody(TaskFixture fixture) {
		TaskHeaders headers = this.codec.headers(fixture.message());
		TaskBody body = this.codec.body(fixture.message());

		assertThat(headers.id()).isEqualTo(fixture.message().properties().correlationId());
		assertThat(body.args()).allMatch(Json.class::isInstance);
		assertThat(body.embed().chain()).allMatch((step) -> step.task().contains("."));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusesByNameWhatIsNotJson(TaskFixture fixture) {
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(fixture.message()))
			.withMessageContaining(refusal(fixture))
			.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo(fixture.message().headers().get("id")))
			.satisfies((ex) -> assertThat(ex.taskName()).isEqualTo("capapp.add"));
	}

	private Message again(TaskFixture fixture) {
		TaskHeaders headers = this.codec.headers(fixture.message());
		return this.codec.encode(new TaskMessage(headers, this.codec.body(fixture.message()), null, null));
	}

	private static String refusal(TaskFixture fixture) {
		return REFUSED.get(caseOf(fixture));
	}

	private static String caseOf(TaskFixture fixture) {
		return fixture.name().substring(fixture.name().indexOf('/') + 1, fixture.name().lastIndexOf('.'));
	}

	private static Object instant(Object text) {
		return (text != null) ? CeleryTime.parse((String) text) : null;
	}

	private static Map<String, Object> comparable(Map<?, ?> members) {
		Map<String, Object> comparable = new LinkedHashMap<>();
		members.forEach((name, value) -> comparable.put((String) name,
				(TIMES.contains(name) && value instanceof String) ? instant(value) : comparable(value)));
		// An option that is null is one that is absent; no step left is an empty chain or
		// none
		comparable.entrySet()
			.removeIf((member) -> NULLABLE_OPTIONS.contains(member.getKey()) && member.getValue() == null);
		comparable.replaceAll((name, value) -> (name.equals("chain") && List.of().equals(value)) ? null : value);
		return comparable;
	}

	/**
	 * As a value whose equality is that of the protocol: 10 and 10.0 are the same
	 * seconds.
	 */
	private static Object comparable(Object value) {
		if (value instanceof Map<?, ?> members) {
			return comparable(members);
		}
		if (value instanceof List<?> elements) {
			List<Object> comparable = new ArrayList<>();
			elements.forEach((element) -> comparable.add(comparable(element)));
			return comparable;
		}
		return (value instanceof Number number) ? (Object) number.doubleValue() : value;
	}

	private static Object amqpType(Object value) {
		if (value instanceof List<?> elements) {
			return Map.of("A", elements.stream().map(TaskFixtureTests::amqpType).toList());
		}
		if (value instanceof Map<?, ?> members) {
			Map<String, Object> types = new LinkedHashMap<>();
			members.forEach((name, member) -> types.put((String) name, amqpType(member)));
			return Map.of("F", types);
		}
		return (value != null) ? AMQP_TYPES.get(value.getClass()) : "V";
	}

}
