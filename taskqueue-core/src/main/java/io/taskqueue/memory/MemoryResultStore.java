package io.taskqueue.memory;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.LeaseStore;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultDocumentCodec;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;
import io.taskqueue.result.TaskTransitions;
import io.taskqueue.time.TimeSource;

/**
 * A result store inside this process, for trying out, development and tests. Documents
 * live as long as this object: {@link #stop()} keeps them and drops the subscriptions,
 * the end of the process loses everything.
 * <p>
 * It has no thread: listeners are called on the thread that stores.
 *
 * @since 0.1.0
 */
public final class MemoryResultStore implements ResultStore {

	private final ExpiringMap<EncodedDocument> documents;

	private final ExpiringMap<Boolean> markers;

	private final ExpiringMap<Long> counters;

	private final MemoryLeases leases;

	private final Subscribers subscribers = new Subscribers();

	/**
	 * Creates the store.
	 * @param time the time that expiries are measured by
	 */
	public MemoryResultStore(TimeSource time) {
		this.documents = new ExpiringMap<>(time);
		this.markers = new ExpiringMap<>(time);
		this.counters = new ExpiringMap<>(time);
		this.leases = new MemoryLeases(time);
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public CompletionStage<Boolean> store(ResultDocument document, @Nullable Duration expires, StoreGuard guard) {
		EncodedDocument encoded = EncodedDocument.of(document);
		EncodedDocument stored = this.documents.update(document.taskId(), expires,
				(old) -> keeps(guard, old, encoded) ? null : encoded);
		if (stored != null) {
			this.subscribers.tell(document.taskId(), stored::decode);
		}
		return CompletableFuture.completedStage(stored != null);
	}

	@Override
	public CompletionStage<@Nullable ResultDocument> fetch(String taskId) {
		EncodedDocument stored = this.documents.get(taskId);
		return CompletableFuture.completedStage((stored != null) ? stored.decode() : null);
	}

	@Override
	public CompletionStage<Subscription> subscribe(String taskId, Consumer<ResultDocument> listener) {
		return CompletableFuture.completedStage(this.subscribers.add(taskId, listener));
	}

	@Override
	public CompletionStage<Void> forget(String taskId) {
		this.documents.remove(taskId);
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Void> mark(String key, Duration expires) {
		this.markers.update(key, expires, (old) -> true);
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Boolean> marked(String key) {
		return CompletableFuture.completedStage(this.markers.get(key) != null);
	}

	@Override
	public CompletionStage<Long> count(String key, Duration expires) {
		Long count = this.counters.update(key, expires, (old) -> (old != null) ? old + 1 : 1L);
		return CompletableFuture.completedStage(Objects.requireNonNull(count));
	}

	@Override
	public LeaseStore leases() {
		return this.leases;
	}

	@Override
	public void stop() {
		this.subscribers.clear();
		this.documents.pause();
		this.markers.pause();
		this.counters.pause();
	}

	private static boolean keeps(StoreGuard guard, @Nullable EncodedDocument old, EncodedDocument next) {
		if (old == null || guard == StoreGuard.NONE) {
			return false;
		}
		return (guard == StoreGuard.KEEP_OUTCOME) ? old.state().ready()
				: !TaskTransitions.allowed(old.state(), next.state());
	}

	/**
	 * A document as it would travel, so that whatever is stored here can be stored
	 * anywhere.
	 */
	private record EncodedDocument(byte[] bytes, TaskState state) {

		private static EncodedDocument of(ResultDocument document) {
			return new EncodedDocument(ResultDocumentCodec.encode(document), document.state());
		}

		private ResultDocument decode() {
			return ResultDocumentCodec.decode(this.bytes);
		}

	}

}
