package io.taskqueue.result;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.message.CeleryFixtures;
import io.taskqueue.message.CeleryTime;
import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResultDocumentCodec}.
 */
class ResultDocumentCodecTests {

	private static final Set<String> REFUSED_VARIANTS = Set.of("no-task_id", "no-task_id-pre", "status-lowercase",
			"bad-json");

	static Stream<String> recorded() {
		Set<String> documents = new LinkedHashSet<>();
		for (String directory : List.of("run-5.2.6", "run-5.6.3", "results-extended")) {
			CeleryFixtures.directory(directory).values().forEach((file) -> {
				for (Object command : (List<?>) file.getOrDefault("redis", List.of())) {
					List<?> words = (List<?>) command;
					if (words.get(0).equals("SETEX") && words.get(1).toString().startsWith("celery-task-meta-")) {
						documents.add((String) words.get(3));
					}
				}
			});
		}
		return documents.stream();
	}

	static Stream<Arguments> variants() {
		return Stream.of("5.2.6", "5.6.3")
			.flatMap((version) -> CeleryFixtures
				.list(CeleryFixtures.file("acceptance/result-document-variants-" + version + ".json"), "cases")
				.stream())
			.map((variant) -> Arguments.of(variant.get("case"), variant.get("meta")));
	}

	@Test
	void thereAreRecordings() {
		assertThat(recorded()).hasSizeGreaterThan(100);
		assertThat(variants()).hasSizeGreaterThan(50);
	}

	@ParameterizedTest
	@MethodSource("recorded")
	void readsAndWritesWhatCeleryWrote(String text) {
		Map<String, Json> before = Json.of(text).members();

		ResultDocument document = decode(text);
		Map<String, Json> after = Json.of(ResultDocumentCodec.encode(document)).members();

		assertThat(document.taskId()).isEqualTo(before.get("task_id").plain());
		assertThat(document.state().name()).isEqualTo(before.get("status").plain());
		assertThat(after.get("result")).isEqualTo(before.get("result"));
		assertThat(after.get("children")).isEqualTo(before.get("children"));
		before.forEach((name, value) -> {
			if (!name.equals("stamped_headers") && !name.equals("mon")) {
				assertThat(after).containsKey(name);
				assertThat(comparable(name, after.get(name))).isEqualTo(comparable(name, value));
			}
		});
	}

	@ParameterizedTest
	@MethodSource("recorded")
	void writesTheSameBytesEveryTime(String text) {
		byte[] once = ResultDocumentCodec.encode(decode(text));

		assertThat(ResultDocumentCodec.encode(ResultDocumentCodec.decode(once))).isEqualTo(once);
	}

	@ParameterizedTest
	@MethodSource("variants")
	void readsTheVariantsThatCeleryReads(String name, Object meta) {
		String text = (meta instanceof String raw) ? raw : new JsonBuilder().value(meta).build().text();

		if (REFUSED_VARIANTS.contains(name)) {
			assertThatExceptionOfType(ResultStoreException.class).isThrownBy(() -> decode(text));
		}
		else {
			assertThat(decode(text).taskId()).isEqualTo(((Map<?, ?>) meta).get("task_id"));
		}
	}

	@Test
	void writesTheFieldsInCelerysOrder() {
		ResultDocument document = ResultDocument.of("id-1", TaskState.SUCCESS, Json.of("{\"b\" : 1.10}"))
			.toBuilder()
			.children(Json.of("[[[\"c\",null],null]]"))
			.dateDone(Instant.parse("2030-01-02T03:04:05.123456789Z"))
			.groupId("g")
			.parentId("p")
			.retries(2)
			.build();

		assertThat(new String(ResultDocumentCodec.encode(document), StandardCharsets.UTF_8))
			.isEqualTo("{\"status\":\"SUCCESS\",\"result\":{\"b\" : 1.10},\"traceback\":null,"
					+ "\"children\":[[[\"c\",null],null]],\"date_done\":\"2030-01-02T03:04:05.123456+00:00\","
					+ "\"group_id\":\"g\",\"parent_id\":\"p\",\"task_id\":\"id-1\",\"retries\":2}");
	}

	@Test
	void leavesOutWhatIsNotKnown() {
		ResultDocument document = ResultDocument.of("id-1", TaskState.STARTED, Json.NULL);

		assertThat(new String(ResultDocumentCodec.encode(document), StandardCharsets.UTF_8))
			.isEqualTo("{\"status\":\"STARTED\",\"result\":null,\"traceback\":null,\"children\":[],"
					+ "\"date_done\":null,\"task_id\":\"id-1\"}");
	}

	@Test
	void theResultPassesByteForByteBothWays() {
		String result = "{ \"a\" : [1.10, NaN, \"\\u00e9\"],\"a\":{\"__type__\":\"nope\",\"__value__\":1} }";
		String text = "{\"status\":\"SUCCESS\" ,\"result\": " + result + " ,\"task_id\":\"id-1\"}";

		ResultDocument document = decode(text);

		assertThat(document.result()).isEqualTo(Json.of(result));
		assertThat(decode(new String(ResultDocumentCodec.encode(document), StandardCharsets.UTF_8)).result())
			.isEqualTo(Json.of(result));
	}

	@Test
	void readsTheExtendedFields() {
		ResultDocument document = decode("{\"status\":\"SUCCESS\",\"result\":1,\"task_id\":\"i\",\"name\":\"t\","
				+ "\"args\":[4, 4],\"kwargs\":{},\"worker\":\"w1@host1\",\"retries\":3,\"queue\":\"celery\"}");

		assertThat(document.retries()).isEqualTo(3);
		assertThat(document.extended())
			.isEqualTo(new ResultDocument.Extended("t", Json.of("[4, 4]"), Json.of("{}"), "w1@host1", "celery"));
		assertThat(ResultDocumentCodec.decode(ResultDocumentCodec.encode(document))).isEqualTo(document);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-20T14:44:33.730878, 2026-11-20T14:44:33.730878Z",
			"2026-11-20T14:44:33.730878+00:00, 2026-11-20T14:44:33.730878Z",
			"2026-11-20T15:44:33.730878+01:00, 2026-11-20T14:44:33.730878Z",
			"2026-11-20T14:44:33Z, 2026-11-20T14:44:33Z" })
	void readsTheDateOfEveryVersion(String text, Instant date) {
		assertThat(decode("{\"status\":\"FAILURE\",\"task_id\":\"i\",\"date_done\":\"" + text + "\"}").dateDone())
			.isEqualTo(date);
	}

	@Test
	void toleratesOddFields() {
		ResultDocument document = decode("{\"status\":\"FAILURE\",\"task_id\":\"i\",\"date_done\":5,\"children\":null,"
				+ "\"traceback\":[\"a\\n\",\"b\"],\"retries\":\"x\",\"group_id\":7,\"unknown\":{}}");

		assertThat(document)
			.isEqualTo(ResultDocument.of("i", TaskState.FAILURE, Json.NULL).toBuilder().traceback("a\nb").build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "nope", "{\"status\":\"SUCCESS\"}", "{\"task_id\":\"secret\"}",
			"{\"status\":\"success\",\"task_id\":\"i\"}", "{\"status\":5,\"task_id\":\"i\"}",
			"{\"status\":\"SUCCESS\",\"task_id\":\"i\"} 1", "{\"status\":\"SUCCESS\",\"task_id\":\"\"}",
			"{\"status\":\"SUCCESS\",\"task_id\":\"i\",\"result\":\"secret" })
	void refusesWhatIsNoResultDocument(String text) {
		assertThatExceptionOfType(ResultStoreException.class).isThrownBy(() -> decode(text))
			.withMessageStartingWith("Not a result document: ")
			.withMessageNotContaining("secret");
	}

	private static ResultDocument decode(String text) {
		return ResultDocumentCodec.decode(text.getBytes(StandardCharsets.UTF_8));
	}

	private static Object comparable(String name, Json value) {
		return (name.equals("date_done") && !value.isNull()) ? CeleryTime.parse((String) value.plain()) : value.plain();
	}

}
