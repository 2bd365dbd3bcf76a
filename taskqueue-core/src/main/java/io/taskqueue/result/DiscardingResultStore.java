package io.taskqueue.result;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Keeps nothing, for applications in which nobody asks for a result. Waiting for one is
 * refused. What the worker leaves for itself is lost too: a redelivered task that had
 * already ended is run again, redeliveries are not counted, and a task that runs longer
 * than the broker waits is delivered again while it runs.
 *
 * @since 0.1.0
 */
public final class DiscardingResultStore implements ResultStore {

	@Override
	public String name() {
		return "none";
	}

	@Override
	public boolean keepsResults() {
		return false;
	}

	@Override
	public CompletionStage<Boolean> store(ResultDocument document, @Nullable Duration expires, StoreGuard guard) {
		return CompletableFuture.completedStage(true);
	}

	@Override
	public CompletionStage<@Nullable ResultDocument> fetch(String taskId) {
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Subscription> subscribe(String taskId, Consumer<ResultDocument> listener) {
		return CompletableFuture.failedStage(new ResultStoreException(
				"The result of task " + taskId + " is not kept: there is no result store", null));
	}

	@Override
	public CompletionStage<Void> forget(String taskId) {
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Void> mark(String key, Duration expires) {
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Boolean> marked(String key) {
		return CompletableFuture.completedStage(false);
	}

	@Override
	public CompletionStage<Long> count(String key, Duration expires) {
		return CompletableFuture.completedStage(1L);
	}

	@Override
	public void stop() {
		// Nothing is open
	}

}
