package io.taskqueue.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.taskqueue.message.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ErrorDocument} and {@link ErrorMapping}.
 */
class ErrorDocumentTests {

	static Stream<Arguments> errors() {
		return Stream.of(arguments(new IllegalArgumentException("boom"), "ValueError", "builtins"),
				arguments(new NumberFormatException("x"), "ValueError", "builtins"),
				arguments(new ClassCastException("x"), "TypeError", "builtins"),
				arguments(new IllegalStateException("x"), "IllegalStateException", "java.lang"),
				arguments(new OwnException("x"), "OwnException", "io.taskqueue.result"));
	}

	@ParameterizedTest
	@MethodSource("errors")
	void namesPythonsExceptionWhereThereIsOneAndJavasOtherwise(Throwable error, String type, String module) {
		assertThat(ErrorDocument.of(error)).isEqualTo(new ErrorDocument(type, module, List.of(error.getMessage())));
	}

	@Test
	void anExceptionWithoutAMessageHasNoArguments() {
		assertThat(ErrorDocument.of(new IllegalStateException()).toJson().text())
			.isEqualTo("{\"exc_type\":\"IllegalStateException\",\"exc_message\":[],\"exc_module\":\"java.lang\"}");
	}

	@Test
	void anAnonymousExceptionHasANameAllTheSame() {
		assertThat(ErrorDocument.of(new RuntimeException("x") {
		}).type()).isEqualTo("Exception");
	}

	@Test
	void theMappingCanBeExtendedAndStaysAsItWas() {
		ErrorMapping extended = ErrorMapping.standard().with(OwnException.class, "shop.errors", "OutOfStock");

		assertThat(ErrorDocument.of(new OwnException("x"), extended))
			.isEqualTo(new ErrorDocument("OutOfStock", "shop.errors", List.of("x")));
		assertThat(ErrorDocument.of(new OwnException("x")).type()).isEqualTo("OwnException");
	}

	@Test
	void aClassMaySayItselfWhatItIsInPython() {
		assertThat(ErrorDocument.of(new OutOfStock("x")))
			.isEqualTo(new ErrorDocument("OutOfStock", "shop.errors", List.of("x")));
		assertThat(ErrorDocument.of(new SoldOut("x")).type()).as("a subclass has its own name").isEqualTo("SoldOut");
	}

	@Test
	void theMappingIsStrongerThanWhatAClassSaysItself() {
		ErrorMapping extended = ErrorMapping.standard().with(OutOfStock.class, "builtins", "KeyError");

		assertThat(ErrorDocument.of(new OutOfStock("x"), extended).type()).isEqualTo("KeyError");
	}

	@Test
	void theGuideShowsTheWholeMapping() throws IOException {
		String page = Files.readString(Path.of("../docs/python.md"));
		Map<String, String> rows = Pattern.compile("\\| `([a-z.]+\\.[A-Z]\\w+)` \\| `([a-z.]+\\.[A-Z]\\w+)` \\|")
			.matcher(page)
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2)));

		Map<String, String> mapping = new HashMap<>();
		ErrorMapping.standard()
			.names()
			.forEach((error, name) -> mapping.put(error.getName(), name.module() + '.' + name.type()));
		assertThat(rows).isEqualTo(mapping);
	}

	@ParameterizedTest
	@CsvSource({ "'', KeyError", "builtins, ''", "builtins, Key Error", "shop..errors, E", "1shop, E" })
	void whatIsNoNameInPythonIsRefused(String module, String type) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ErrorMapping.standard().with(OutOfStock.class, module, type))
			.withMessageContaining("must be the names of a Python module and of a class in it");
	}

	@Test
	void celerysOwnErrorsHaveCelerysNames() {
		assertThat(ErrorDocument.revoked("expired").toJson().text()).isEqualTo(
				"{\"exc_type\":\"TaskRevokedError\",\"exc_message\":[\"expired\"],\"exc_module\":\"celery.exceptions\"}");
		assertThat(ErrorDocument.timeLimitExceeded(2.5).toJson().text()).isEqualTo(
				"{\"exc_type\":\"TimeLimitExceeded\",\"exc_message\":[2.5],\"exc_module\":\"billiard.exceptions\"}");
		assertThat(ErrorDocument.softTimeLimitExceeded().toJson().text()).isEqualTo(
				"{\"exc_type\":\"SoftTimeLimitExceeded\",\"exc_message\":[],\"exc_module\":\"billiard.exceptions\"}");
		assertThat(ErrorDocument.notRegistered("t").arguments()).containsExactly("t");
		assertThat(ErrorDocument.workerLost("w").module()).isEqualTo("billiard.exceptions");
		assertThat(ErrorDocument.maxRetriesExceeded("m").module()).isEqualTo("celery.exceptions");
	}

	static Stream<Arguments> documents() {
		return Stream.of(
				arguments("{\"exc_type\":\"KeyError\",\"exc_message\":[\"a\",1],\"exc_module\":\"builtins\"}",
						new ErrorDocument("KeyError", "builtins", List.of("a", 1)), "a, 1"),
				arguments("{\"exc_type\":\"KeyError\",\"exc_message\":\"a\",\"exc_module\":null}",
						new ErrorDocument("KeyError", null, List.of("a")), "a"),
				arguments("{\"exc_type\":\"KeyError\",\"exc_message\":null}",
						new ErrorDocument("KeyError", null, List.of()), ""),
				arguments("{\"exc_type\":\"E\",\"exc_message\":[null]}",
						new ErrorDocument("E", null, Arrays.asList((Object) null)), "null"),
				arguments("{}", new ErrorDocument("Exception", null, List.of()), ""),
				arguments("null", new ErrorDocument("Exception", null, List.of()), ""),
				arguments("\"text\"", new ErrorDocument("Exception", null, List.of("text")), "text"),
				arguments("[1, 2]", new ErrorDocument("Exception", null, List.of(1, 2)), "1, 2"));
	}

	@ParameterizedTest
	@MethodSource("documents")
	void readsEveryShape(String json, ErrorDocument document, String message) {
		assertThat(ErrorDocument.read(Json.of(json))).isEqualTo(document);
		assertThat(document.message()).isEqualTo(message);
		assertThat(ErrorDocument.read(document.toJson())).isEqualTo(document);
	}

	@SuppressWarnings("serial")
	@PythonException(module = "shop.errors", type = "OutOfStock")
	static class OutOfStock extends RuntimeException {

		OutOfStock(String message) {
			super(message);
		}

	}

	@SuppressWarnings("serial")
	static final class SoldOut extends OutOfStock {

		SoldOut(String message) {
			super(message);
		}

	}

	@SuppressWarnings("serial")
	static final class OwnException extends IllegalArgumentException {

		OwnException(String message) {
			super(message);
		}

	}

}
