package io.taskqueue.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.UnreadableResultException;

/**
 * A result store that loses notifications and fails as told, and counts what is asked of
 * it.
 */
final class ScriptedResultStore implements ResultStore {

	final Map<String, ResultDocument> documents = new ConcurrentHashMap<>();

	final Map<String, Consumer<ResultDocument>> listeners = new ConcurrentHashMap<>();

	final AtomicInteger fetches = new AtomicInteger();

	final AtomicInteger subscriptions = new AtomicInteger();

	final AtomicInteger cancellations = new AtomicInteger();

	volatile boolean away;

	volatile boolean unreadable;

	volatile @Nullable CompletableFuture<Void> hold;

	/**
	 * Store without telling anybody.
	 * @param document the document
	 */
	void put(ResultDocument document) {
		this.documents.put(document.taskId(), document);
	}

	/**
	 * Tell the listener without storing.
	 * @param document the document
	 */
	void tell(ResultDocument document) {
		this.listeners.get(document.taskId()).accept(document);
	}

	@Override
	public String name() {
		return "scripted";
	}

	@Override
	public CompletionStage<@Nullable ResultDocument> fetch(String taskId) {
		this.fetches.incrementAndGet();
		if (this.unreadable) {
			return CompletableFuture.failedStage(new UnreadableResultException("Not a result document", null));
		}
		return this.away ? failed() : CompletableFuture.completedStage(this.documents.get(taskId));
	}

	@Override
	public CompletionStage<Subscription> subscribe(String taskId, Consumer<ResultDocument> listener) {
		if (this.away) {
			return failed();
		}
		this.subscriptions.incrementAndGet();
		this.listeners.put(taskId, listener);
		Subscription subscription = () -> {
			this.cancellations.incrementAndGet();
			this.listeners.remove(taskId, listener);
		};
		CompletableFuture<Void> held = this.hold;
		return (held != null) ? held.thenApply((released) -> subscription)
				: CompletableFuture.completedStage(subscription);
	}

	@Override
	public CompletionStage<Void> forget(String taskId) {
		this.documents.remove(taskId);
		return this.away ? failed() : CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Boolean> store(ResultDocument document, @Nullable Duration expires, StoreGuard guard) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Void> mark(String key, Duration expires) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Boolean> marked(String key) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Long> count(String key, Duration expires) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException();
	}

	private static <T> CompletionStage<T> failed() {
		return CompletableFuture.failedStage(new ResultStoreException("the server is away", null));
	}

}
