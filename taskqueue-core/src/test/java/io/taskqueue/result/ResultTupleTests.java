package io.taskqueue.result;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.message.Json;
import io.taskqueue.message.PayloadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResultTuple}.
 */
class ResultTupleTests {

	@Test
	void writesAndReadsTasksAndGroups() {
		ResultTuple parent = new ResultTuple("p", ResultTuple.of("q"), null);
		ResultTuple group = new ResultTuple("g", parent, List.of(ResultTuple.of("a"), ResultTuple.of("b")));

		assertThat(ResultTuple.of("a").toJson().text()).isEqualTo("[[\"a\",null],null]");
		assertThat(group.toJson().text())
			.isEqualTo("[[\"g\",[[\"p\",[[\"q\",null],null]],null]]," + "[[[\"a\",null],null],[[\"b\",null],null]]]");
		assertThat(ResultTuple.read(group.toJson())).isEqualTo(group);
		assertThat(ResultTuple.readAll(ResultTuple.write(List.of(group, parent)))).containsExactly(group, parent);
	}

	@Test
	void readsTheShortForms() {
		assertThat(ResultTuple.read(Json.of("\"a\""))).isEqualTo(ResultTuple.of("a"));
		assertThat(ResultTuple.read(Json.of("[\"a\",null]"))).isEqualTo(ResultTuple.of("a"));
		assertThat(ResultTuple.read(Json.of("[[\"a\"]]"))).isEqualTo(ResultTuple.of("a"));
		assertThat(ResultTuple.readAll(Json.NULL)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "[]", "[[]]", "[[5,null],null]", "null", "{}", "[[\"a\",5],null]" })
	void refusesAnythingElse(String json) {
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> ResultTuple.read(Json.of(json)))
			.withMessage("Not a result tuple");
	}

}
