package io.taskqueue.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Storing, fetching and forgetting documents.
 */
interface DocumentContract extends ResultStoreContract {

	@Test
	default void unknownTaskHasNoDocument() {
		assertThat(scene().fetch()).isNull();
	}

	@Test
	default void plainDocumentComesBackAsItWas() {
		ResultDocument document = scene().document(TaskState.SUCCESS, "3");

		scene().put(document);

		assertThat(scene().fetch()).isEqualTo(document);
	}

	@Test
	default void fullDocumentComesBackAsItWas() {
		ResultDocument document = scene()
			.document(TaskState.FAILURE,
					"{\"exc_type\": \"KeyError\", \"exc_message\": [\"x\"], \"exc_module\": \"builtins\"}")
			.toBuilder()
			.traceback("Traceback:\n\tat line 1 \u00fc")
			.children(Json.of("[[[\"child\",null],null]]"))
			.dateDone(Instant.parse("2026-11-20T15:14:05.641384Z"))
			.groupId("group")
			.parentId("parent")
			.retries(2)
			.extended(new ResultDocument.Extended("demo.add", Json.of("[1,2]"), Json.of("{\"k\":null}"), "worker@host",
					"celery"))
			.build();

		scene().put(document);

		assertThat(scene().fetch()).isEqualTo(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1.10", "1e2", "123456789012345678901234567890", "\"\\u00e9 \u00e9 \\/\"",
			"[1, 2]", "{ \"b\" : 1,\n\t\"a\" : [ ] }", "{\"__type__\": \"uuid\", \"__value__\": {\"hex\": \"00\"}}" })
	default void resultComesBackByteForByte(String json) {
		scene().put(scene().document(TaskState.SUCCESS, json));

		assertThat(scene().fetch()).extracting((document) -> document.result().text()).isEqualTo(json);
	}

	@Test
	default void customStateKeepsItsMeta() {
		ResultDocument document = scene().document(TaskState.of("PROGRESS"), "{\"current\": 1, \"total\": 10}");

		scene().put(document);

		assertThat(scene().fetch()).isEqualTo(document);
	}

	@Test
	default void resultOfOneMegabyteComesBackAsItWas() {
		char[] text = new char[1024 * 1024];
		Arrays.fill(text, 'x');
		ResultDocument document = scene().document(TaskState.SUCCESS, '"' + new String(text) + '"');

		scene().put(document);

		assertThat(scene().fetch()).isEqualTo(document);
	}

	@ParameterizedTest
	@MethodSource("io.taskqueue.contract.TaskIds#unusual")
	default void everyTaskIdIsItsOwn(String unusual) {
		String id = TaskIds.unique(unusual);
		ResultDocument document = ResultDocument.of(id, TaskState.SUCCESS, Json.of("1"));

		scene().put(document);

		assertThat(scene().fetch(id)).isEqualTo(document);
		assertThat(scene().fetch(TaskIds.unique(unusual))).isNull();
	}

	@Test
	default void newestDocumentIsFetched() {
		scene().put(scene().document(TaskState.STARTED, "{}"));
		scene().put(scene().document(TaskState.RETRY, "null"));
		ResultDocument newest = scene().document(TaskState.SUCCESS, "1");

		scene().put(newest);

		assertThat(scene().fetch()).isEqualTo(newest);
	}

	@Test
	default void guardKeepsASuccess() {
		ResultDocument success = scene().document(TaskState.SUCCESS, "1");
		assertThat(scene().putGuarded(success)).isTrue();

		assertThat(scene().putGuarded(scene().document(TaskState.FAILURE, "{}"))).isFalse();
		assertThat(scene().putGuarded(scene().document(TaskState.STARTED, "{}"))).isFalse();
		assertThat(scene().putGuarded(scene().document(TaskState.SUCCESS, "2"))).isFalse();

		assertThat(scene().fetch()).isEqualTo(success);
	}

	@Test
	default void retryDoesNotReplaceTheOutcomeOfTheNextAttempt() {
		Stream.of(TaskState.FAILURE, TaskState.REVOKED, TaskState.SUCCESS).forEach((state) -> {
			ResultDocument outcome = scene().document(state, "null");
			scene().put(outcome);

			assertThat(putRetry()).isFalse();
			assertThat(scene().fetch()).isEqualTo(outcome);
		});
	}

	@Test
	default void retryReplacesWhatIsNotAnOutcome() {
		assertThat(putRetry()).isTrue();
		assertThat(putRetry()).isTrue();
		scene().put(scene().document(TaskState.STARTED, "{}"));
		assertThat(putRetry()).isTrue();
	}

	private boolean putRetry() {
		return Stages.done(scene().store()
			.store(scene().document(TaskState.RETRY, "null"), Duration.ofMinutes(1), StoreGuard.KEEP_OUTCOME));
	}

	@Test
	default void guardLetsEverythingElseBeOverwritten() {
		Stream.of(TaskState.STARTED, TaskState.RETRY, TaskState.REVOKED, TaskState.FAILURE, TaskState.SUCCESS)
			.forEach((state) -> {
				assertThat(scene().putGuarded(scene().document(state, "null"))).isTrue();
				assertThat(scene().fetch()).isEqualTo(scene().document(state, "null"));
			});
	}

	@Test
	default void resultThatLooksLikeASuccessIsNone() {
		scene().put(scene().document(TaskState.FAILURE, "{\"status\": \"SUCCESS\"}"));

		assertThat(scene().putGuarded(scene().document(TaskState.REVOKED, "{}"))).isTrue();
	}

	@Test
	default void withoutGuardASuccessIsOverwritten() {
		scene().put(scene().document(TaskState.SUCCESS, "1"));
		ResultDocument failure = scene().document(TaskState.FAILURE, "{}");

		scene().put(failure);

		assertThat(scene().fetch()).isEqualTo(failure);
	}

	@Test
	default void forgottenTaskHasNoDocument() {
		scene().put(scene().document(TaskState.SUCCESS, "1"));

		Stages.done(scene().store().forget(scene().id()));

		assertThat(scene().fetch()).isNull();
		assertThat(scene().putGuarded(scene().document(TaskState.FAILURE, "{}"))).isTrue();
	}

	@Test
	default void forgettingAnUnknownTaskDoesNothing() {
		Stages.done(scene().store().forget(scene().id()));

		assertThat(scene().fetch()).isNull();
	}

	@Test
	default void oneOfManyGuardedWritersSucceeds() {
		List<CompletionStage<Boolean>> writes = IntStream.range(0, 500)
			.parallel()
			.mapToObj((i) -> scene().store()
				.store(scene().document(TaskState.SUCCESS, "" + i), null, StoreGuard.KEEP_SUCCESS))
			.toList();

		assertThat(writes.stream().map(Stages::done)).containsOnlyOnce(true);
	}

	@Test
	default void thousandsOfDocumentsAreStoredAndFetchedAtOnce() {
		List<ResultDocument> documents = IntStream.range(0, 10_000)
			.mapToObj((i) -> ResultDocument.of(scene().id() + i, TaskState.SUCCESS, Json.of("" + i)))
			.toList();

		documents.stream()
			.map((document) -> scene().store().store(document, null, StoreGuard.KEEP_SUCCESS))
			.toList()
			.forEach((stored) -> assertThat(Stages.done(stored)).isTrue());

		assertThat(documents.stream().map((document) -> scene().store().fetch(document.taskId())).toList())
			.map(Stages::done)
			.isEqualTo(documents);
	}

	@Test
	default void documentsSurviveStop() {
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");
		scene().put(document);

		scene().store().stop();

		assertThat(scene().fetch()).isEqualTo(document);
	}

}
