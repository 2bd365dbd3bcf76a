package io.taskqueue.result;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.taskqueue.message.Json;

import static org.assertj.core.api.Assertions.assertThat;
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
	static final class OwnException extends IllegalArgumentException {

		OwnException(String message) {
			super(message);
		}

	}

}
