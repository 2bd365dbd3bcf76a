package io.taskqueue.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PythonLiteral}.
 */
class PythonLiteralTests {

	static Stream<Arguments> values() {
		return Stream.of(arguments("null", "None"), arguments("true", "True"), arguments("false", "False"),
				arguments("NaN", "nan"), arguments("Infinity", "inf"), arguments("-Infinity", "-inf"),
				arguments("-12", "-12"), arguments("1.5", "1.5"), arguments("1e-7", "1e-7"), arguments("\"a\"", "'a'"),
				arguments("\"it's\"", "\"it's\""), arguments("\"it's \\\"so\\\"\"", "'it\\'s \"so\"'"),
				arguments("\"a\\nb\\tc\\rd\\\\e\"", "'a\\nb\\tc\\rd\\\\e'"),
				arguments("\"\\b\\f\\u0000\"", "'\\x08\\x0c\\x00'"),
				arguments("\"\\u00e9 ☃ \\ud83d\\ude00\"", "'é ☃ 😀'"), arguments("\"\\ud800\"", "'\\ud800'"),
				arguments("\"\\/\"", "'/'"), arguments("\"[,]\"", "'[,]'"), arguments("[1,\n 2]", "[1, 2]"),
				arguments("{\"a\" : {\"b\":[1]}}", "{'a': {'b': [...]}}"), arguments("[[[1]], 2]", "[[[...]], 2]"),
				arguments("[[\"]\\\"\"], [], {}]", "[[']\"'], [], {}]"),
				arguments("[[[\"]\\\"\", {\"}\": 1}]], 2]", "[[[...]], 2]"));
	}

	@ParameterizedTest
	@MethodSource("values")
	void writesValuesAsPythonDoes(String json, String python) {
		assertThat(PythonLiteral.tuple(List.of(Json.of(json)))).isEqualTo("(" + python + ",)");
	}

	@Test
	void writesTuplesAndDictionaries() {
		Map<String, Json> members = new LinkedHashMap<>();
		members.put("a", Json.of("1"));
		members.put("it's", Json.of("[]"));

		assertThat(PythonLiteral.tuple(List.of())).isEqualTo("()");
		assertThat(PythonLiteral.tuple(List.of(Json.of("1"), Json.of("2")))).isEqualTo("(1, 2)");
		assertThat(PythonLiteral.dictionary(Map.of())).isEqualTo("{}");
		assertThat(PythonLiteral.dictionary(members)).isEqualTo("{'a': 1, \"it's\": []}");
	}

	@Test
	void cutsTheTextWhateverTheSizeOfTheArguments() {
		List<Json> many = Collections.nCopies(100_000, Json.of("12345"));
		Json huge = Json.of('"' + "\\u00e9".repeat(1_000_000) + '"');

		assertThat(PythonLiteral.tuple(many)).hasSize(1024).startsWith("(12345, 12345").endsWith("...)");
		assertThat(PythonLiteral.tuple(List.of(huge))).hasSize(1024).startsWith("('éé").endsWith("é...)");
		assertThat(PythonLiteral.dictionary(Map.of("k", huge))).hasSize(1024).startsWith("{'k': 'éé").endsWith("...}");
	}

	@Test
	void neverCutsACharacterInHalf() {
		String text = PythonLiteral.tuple(List.of(Json.of('"' + "a" + "😀".repeat(2000) + '"')));
		String shifted = PythonLiteral.tuple(List.of(Json.of('"' + "😀".repeat(2000) + '"')));

		assertThat(text.codePoints()).noneMatch((point) -> Character.getType(point) == Character.SURROGATE);
		assertThat(shifted.codePoints()).noneMatch((point) -> Character.getType(point) == Character.SURROGATE);
	}

}
