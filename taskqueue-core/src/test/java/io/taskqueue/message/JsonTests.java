package io.taskqueue.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Json} and {@link JsonBuilder}.
 */
class JsonTests {

	@Test
	void cutsElementsOutByteForByte() {
		Json json = Json.of(" [ 1 ,-2.50e+3,\"é\\u00e9\\\"]\" , [ ] ,{ \"a\" : [1, 2] },null,true , NaN,\"\"] ");

		assertThat(json.elements()).containsExactly(Json.of("1"), Json.of("-2.50e+3"), Json.of("\"é\\u00e9\\\"]\""),
				Json.of("[ ]"), Json.of("{ \"a\" : [1, 2] }"), Json.of("null"), Json.of("true"), Json.of("NaN"),
				Json.of("\"\""));
	}

	@Test
	void cutsMembersOutByteForByte() {
		Json json = Json.of("{\"a\":1,\"é\" : \"x\" , \"c\\n\":{\"d\":[]},\"e\":-Infinity,\"f\":12}");

		assertThat(json.members()).containsExactly(Map.entry("a", Json.of("1")), Map.entry("é", Json.of("\"x\"")),
				Map.entry("c\n", Json.of("{\"d\":[]}")), Map.entry("e", Json.of("-Infinity")),
				Map.entry("f", Json.of("12")));
	}

	@Test
	void givesPlainValues() {
		assertThat(Json.of("[1, 12345678901, 1.5, \"a\", true, null, {\"k\": []}]").plain())
			.isEqualTo(Arrays.asList(1, 12345678901L, 1.5, "a", true, null, Map.of("k", List.of())));
	}

	@Test
	void givesTextWithAndWithoutEscapes() {
		assertThat(Json.of("\"\"").plain()).isEqualTo("");
		assertThat(Json.of("\"id-1\"").plain()).isEqualTo("id-1");
		assertThat(Json.of("\"a\\\"é\"").plain()).isEqualTo("a\"é");
		for (String text : List.of("\"", "\"a\"b\"", "\"\u0001\"", "\"a\\\"")) {
			assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> Json.of(text).plain());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[1", "[1]]", "{\"a\"}", "nope", "[1,]", "[\"\u0001\"]", "[01]", "1 2" })
	void refusesWhatIsNotJson(String text) {
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> Json.of(text).elements())
			.withMessageStartingWith("Malformed JSON: ");
	}

	@Test
	void refusesWhatIsNotUtf8() {
		byte[] latin1 = "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1);
		byte[] utf16 = "[1]".getBytes(StandardCharsets.UTF_16LE);
		byte[] surrogate = { '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' };

		for (byte[] bytes : List.of(latin1, utf16, surrogate)) {
			assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> Json.of(bytes).plain())
				.withMessage("Malformed JSON: the text is not UTF-8");
		}
	}

	@Test
	void refusesWhatIsTooDeep() {
		Json deep = Json.of("[".repeat(1001) + "]".repeat(1001));
		Json allowed = Json.of("[".repeat(1000) + "]".repeat(1000));

		assertThat(allowed.elements()).hasSize(1);
		assertThatExceptionOfType(PayloadException.class).isThrownBy(deep::elements)
			.withMessageContaining("depth (1001)");
	}

	@Test
	void neverShowsTheValue() {
		assertThat(Json.of("\"secret\"")).hasToString("Json[8 bytes]");
	}

	@Test
	void buildsDocumentsWithRawValuesInside() {
		Json json = new JsonBuilder().startObject()
			.field("a", Json.of("[1.10 , NaN]"))
			.field("b", List.of(1, 2.5, true, Map.of("k", "é")))
			.name("c")
			.startArray()
			.value(Json.of("1"))
			.value(null)
			.value(Json.of("\"" + "x".repeat(100_000) + "\""))
			.endArray()
			.endObject()
			.build();

		assertThat(json.text()).startsWith("{\"a\":[1.10 , NaN],\"b\":[1,2.5,true,{\"k\":\"é\"}],\"c\":[1,null,\"xxx");
		assertThat(json.members()).containsOnlyKeys("a", "b", "c");
	}

	@Test
	void halfACharacterIsEscapedAsPythonDoes() {
		Json json = new JsonBuilder().value("a\ud800").build();

		assertThat(json.text()).isEqualTo("\"a\\uD800\"");
		assertThat(json.plain()).isEqualTo("a\ud800");
	}

}
