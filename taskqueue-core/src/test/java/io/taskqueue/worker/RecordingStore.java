package io.taskqueue.worker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.result.StoreGuard;

/**
 * A store that writes down what is stored, and can be away.
 */
final class RecordingStore implements ResultStore {

	volatile boolean away;

	private final ResultStore delegate;

	private final Journal journal;

	RecordingStore(ResultStore delegate, Journal journal) {
		this.delegate = delegate;
		this.journal = journal;
	}

	ResultStore delegate() {
		return this.delegate;
	}

	@Override
	public String name() {
		return "recording";
	}

	@Override
	public CompletionStage<Boolean> store(ResultDocument document, @Nullable Duration expires, StoreGuard guard) {
		return present(() -> {
			this.journal.add("store " + document.state() + " " + guard);
			return this.delegate.store(document, expires, guard);
		});
	}

	@Override
	public CompletionStage<@Nullable ResultDocument> fetch(String taskId) {
		return present(() -> this.delegate.fetch(taskId));
	}

	@Override
	public CompletionStage<Subscription> subscribe(String taskId, Consumer<ResultDocument> listener) {
		return this.delegate.subscribe(taskId, listener);
	}

	@Override
	public CompletionStage<Void> forget(String taskId) {
		return this.delegate.forget(taskId);
	}

	@Override
	public CompletionStage<Void> mark(String key, Duration expires) {
		return present(() -> {
			this.journal.add("mark " + key);
			return this.delegate.mark(key, expires);
		});
	}

	@Override
	public CompletionStage<Boolean> marked(String key) {
		return present(() -> this.delegate.marked(key));
	}

	@Override
	public CompletionStage<Long> count(String key, Duration expires) {
		return present(() -> this.delegate.count(key, expires));
	}

	@Override
	public void stop() {
		this.delegate.stop();
	}

	private <T extends @Nullable Object> CompletionStage<T> present(Supplier<CompletionStage<T>> action) {
		return this.away ? CompletableFuture.failedFuture(new ResultStoreException("away", null)) : action.get();
	}

}
