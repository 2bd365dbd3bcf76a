package io.taskqueue.contract;

import java.time.Duration;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept for a while: documents, markers and counters.
 */
interface ExpiryContract extends ResultStoreContract {

	/**
	 * A short while.
	 */
	Duration SHORT = Duration.ofSeconds(2);

	@Test
	default void expiredDocumentIsGone() {
		put("1", SHORT);
		assertThat(scene().fetch()).isNotNull();

		scene().harness().pass(SHORT.plusMillis(100));

		assertThat(scene().fetch()).isNull();
	}

	@Test
	default void expiredSuccessIsNotGuarded() {
		put("1", SHORT);

		scene().harness().pass(SHORT.plusMillis(100));

		assertThat(scene().putGuarded(scene().document(TaskState.FAILURE, "{}"))).isTrue();
	}

	@Test
	default void documentWithoutExpiryStays() {
		put("1", null);

		scene().harness().pass(SHORT.plusMillis(100));

		assertThat(scene().fetch()).isNotNull();
	}

	@Test
	default void overwritingReplacesTheExpiry() {
		put("1", SHORT);
		ResultDocument lasting = put("2", null);

		scene().harness().pass(SHORT.plusMillis(100));

		assertThat(scene().fetch()).isEqualTo(lasting);
	}

	@Test
	default void refusedWriteLeavesTheExpiry() {
		put("1", SHORT);
		Stages.done(scene().store().store(scene().document(TaskState.SUCCESS, "2"), null, StoreGuard.KEEP_SUCCESS));

		scene().harness().pass(SHORT.plusMillis(100));

		assertThat(scene().fetch()).isNull();
	}

	@Test
	default void markerIsThereUntilItExpires() {
		String key = scene().newId();
		assertThat(marked(key)).isFalse();

		mark(key);

		assertThat(marked(key)).isTrue();
		assertThat(marked(scene().newId())).isFalse();
		scene().harness().pass(SHORT.plusMillis(100));
		assertThat(marked(key)).isFalse();
	}

	@Test
	default void markingAgainRenewsTheExpiry() {
		String key = scene().newId();
		mark(key);
		scene().harness().pass(SHORT.minusSeconds(1));

		mark(key);

		scene().harness().pass(SHORT.minusMillis(500));
		assertThat(marked(key)).isTrue();
	}

	@Test
	default void counterCountsUntilItExpires() {
		String key = scene().newId();

		assertThat(count(key)).isEqualTo(1);
		assertThat(count(key)).isEqualTo(2);
		assertThat(count(scene().newId())).isEqualTo(1);

		scene().harness().pass(SHORT.plusMillis(100));
		assertThat(count(key)).isEqualTo(1);
	}

	@Test
	default void countingRenewsTheExpiry() {
		String key = scene().newId();
		count(key);
		scene().harness().pass(SHORT.minusSeconds(1));
		count(key);

		scene().harness().pass(SHORT.minusMillis(500));

		assertThat(count(key)).isEqualTo(3);
	}

	@Test
	default void everyOccurrenceIsCounted() {
		String key = scene().newId();

		assertThat(IntStream.range(0, 1000).parallel().mapToObj((i) -> scene().store().count(key, SHORT)).toList())
			.map(Stages::done)
			.doesNotHaveDuplicates()
			.contains(1L, 1000L)
			.hasSize(1000);
	}

	@Test
	default void documentsMarkersAndCountersAreApart() {
		ResultDocument document = put("1", null);

		mark(scene().id());
		count(scene().id());

		assertThat(scene().fetch()).isEqualTo(document);
		assertThat(count(scene().id())).isEqualTo(2);
		Stages.done(scene().store().forget(scene().id()));
		assertThat(marked(scene().id())).isTrue();
	}

	private ResultDocument put(String json, @Nullable Duration expires) {
		ResultDocument document = scene().document(TaskState.SUCCESS, json);
		Stages.done(scene().store().store(document, expires, StoreGuard.NONE));
		return document;
	}

	private void mark(String key) {
		Stages.done(scene().store().mark(key, SHORT));
	}

	private boolean marked(String key) {
		return Stages.done(scene().store().marked(key));
	}

	private long count(String key) {
		return Stages.done(scene().store().count(key, SHORT));
	}

}
