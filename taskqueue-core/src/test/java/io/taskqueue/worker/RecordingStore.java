package io.taskqueue.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseState;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.UnreadableResultException;

/**
 * A store that writes down what is stored, and can be away.
 */
final class RecordingStore implements ResultStore {

	volatile boolean away;

	volatile boolean unreadable;

	final AtomicInteger renewals = new AtomicInteger();

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
		return present(() -> this.unreadable
				? CompletableFuture.failedFuture(new UnreadableResultException("Not a result document", null))
				: this.delegate.fetch(taskId));
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

	@Override
	public LeaseStore leases() {
		return new RecordingLeases();
	}

	private <T extends @Nullable Object> CompletionStage<T> present(Supplier<CompletionStage<T>> action) {
		return this.away ? CompletableFuture.failedFuture(new ResultStoreException("away", null)) : action.get();
	}

	private final class RecordingLeases implements LeaseStore {

		@Override
		public CompletionStage<Boolean> hold(Lease lease, Duration term) {
			return present(() -> {
				RecordingStore.this.journal.add("hold");
				return leases().hold(lease, term);
			});
		}

		@Override
		public CompletionStage<Map<String, LeaseState>> renew(Collection<String> ids, Duration term) {
			RecordingStore.this.renewals.incrementAndGet();
			return present(() -> leases().renew(ids, term));
		}

		@Override
		public CompletionStage<Void> release(String id) {
			return present(() -> {
				RecordingStore.this.journal.add("release");
				return leases().release(id);
			});
		}

		@Override
		public CompletionStage<List<Lease>> claimLapsed(int limit, Duration claim) {
			return present(() -> leases().claimLapsed(limit, claim));
		}

		@Override
		public CompletionStage<Void> passedOn(String id, Duration remembered) {
			return present(() -> leases().passedOn(id, remembered));
		}

		private LeaseStore leases() {
			return RecordingStore.this.delegate.leases();
		}

	}

}
