package io.taskqueue.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultType;
import io.taskqueue.ResultUnavailableException;
import io.taskqueue.TaskContext;
import io.taskqueue.client.OutcomeWaits.Waiter;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

/**
 * A task id, a type, and the reader that does the work.
 */
final class StoredResult<R> implements AsyncResult<R> {

	private final ResultReader reader;

	private final String id;

	private final ResultType<R> type;

	// Why waiting would never end, or null where it can end
	private final @Nullable String unavailable;

	StoredResult(ResultReader reader, String id, ResultType<R> type, @Nullable String unavailable) {
		this.reader = reader;
		this.id = id;
		this.type = type;
		this.unavailable = unavailable;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public TaskState state() {
		ResultDocument document = this.reader.fetch(this.id);
		return (document != null) ? document.state() : TaskState.PENDING;
	}

	@Override
	public R get(Duration timeout) {
		return await(timeout);
	}

	@Override
	public R get() {
		return await(null);
	}

	private R await(@Nullable Duration timeout) {
		checkAvailable();
		TaskContext context = TaskContext.currentOrNull();
		ResultDocument document = (context != null) ? awaitInside(context, timeout)
				: this.reader.await(this.id, timeout);
		return this.reader.read(document, this.type);
	}

	private ResultDocument awaitInside(TaskContext context, @Nullable Duration timeout) {
		try {
			return context.awaiting(() -> this.reader.await(this.id, timeout));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ResultUnavailableException("Waiting for task " + this.id + " was ended: " + ex.getMessage(), ex);
		}
	}

	@Override
	public CompletableFuture<R> toCompletableFuture() {
		checkAvailable();
		Waiter waiter = this.reader.join(this.id);
		CompletableFuture<R> future = Handover.to(waiter, (document) -> this.reader.read(document, this.type),
				this.reader.callbacks());
		future.whenComplete((value, ex) -> waiter.cancel(false));
		return future;
	}

	private void checkAvailable() {
		if (this.unavailable != null) {
			throw new ResultUnavailableException("Task " + this.id + ": " + this.unavailable, null);
		}
	}

	@Override
	public @Nullable String traceback() {
		ResultDocument document = this.reader.fetch(this.id);
		return (document != null) ? document.traceback() : null;
	}

	@Override
	public List<AsyncResult<Object>> children() {
		ResultDocument document = this.reader.fetch(this.id);
		return (document != null) ? this.reader.children(document) : List.of();
	}

	@Override
	public void forget() {
		this.reader.forget(this.id);
	}

	@Override
	public String toString() {
		return "AsyncResult[" + this.id + "]";
	}

}
