package io.taskqueue.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultTimeoutException;
import io.taskqueue.ResultType;
import io.taskqueue.ResultUnavailableException;
import io.taskqueue.WaitingInterruptedException;
import io.taskqueue.client.OutcomeWaits.Waiter;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.PayloadException;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.ResultTuple;
import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * Makes {@link AsyncResult}s of task ids and does their waiting. Thread-safe; one for an
 * application. Waiting takes no thread but the one that calls {@code get}; futures
 * complete on the executor given, so that no code of the application runs on a thread of
 * the store.
 *
 * @since 0.1.0
 */
public final class ResultReader {

	private final ResultStore store;

	private final Outcome outcome;

	private final TimeSource time;

	private final OutcomeWaits waits;

	private final Executor callbacks;

	/**
	 * Creates a reader.
	 * @param store keeps the outcomes
	 * @param payloads reads results
	 * @param time measures timeouts
	 * @param pollInterval the mean time after which the store is asked again although it
	 * has not told anything
	 * @param callbacks runs what applications attach to futures
	 */
	public ResultReader(ResultStore store, PayloadCodec payloads, TimeSource time, Duration pollInterval,
			Executor callbacks) {
		if (pollInterval.isNegative() || pollInterval.isZero()) {
			throw new IllegalArgumentException("The poll interval must be positive: " + pollInterval);
		}
		this.store = store;
		this.outcome = new Outcome(payloads);
		this.time = time;
		this.waits = new OutcomeWaits(store, time, pollInterval);
		this.callbacks = callbacks;
	}

	/**
	 * The result of a task.
	 * @param taskId the task id
	 * @param type the type of the result
	 * @param <R> the result type
	 * @return the result
	 */
	public <R> AsyncResult<R> result(String taskId, ResultType<R> type) {
		String unavailable = this.store.keepsResults() ? null : "the result store '" + this.store.name()
				+ "' keeps no results. Configure one that does, or do not wait.";
		return new StoredResult<>(this, taskId, type, unavailable);
	}

	/**
	 * The result of a task that is known not to be stored: waiting for it is refused.
	 * @param taskId the task id
	 * @param type the type of the result
	 * @param <R> the result type
	 * @return the result
	 */
	<R> AsyncResult<R> ignored(String taskId, ResultType<R> type) {
		return new StoredResult<>(this, taskId, type,
				"its result is ignored, so it would never arrive. Set ignoreResult = false, or do not wait.");
	}

	/**
	 * End all waiting that has begun, with a {@link ResultUnavailableException}: what
	 * would end it, a timer or the result store, is stopped. Results can be waited for
	 * again afterwards.
	 */
	public void stop() {
		this.waits.stop();
	}

	Executor callbacks() {
		return this.callbacks;
	}

	@Nullable ResultDocument fetch(String taskId) {
		return finished(this.store.fetch(taskId), taskId);
	}

	void forget(String taskId) {
		finished(this.store.forget(taskId), taskId);
	}

	List<AsyncResult<Object>> children(ResultDocument document) {
		try {
			List<AsyncResult<Object>> children = new ArrayList<>();
			ResultTuple.readAll(document.children()).forEach((tuple) -> collect(tuple, children));
			return children;
		}
		catch (PayloadException ex) {
			throw new ResultUnavailableException("The children of task " + document.taskId() + " can't be read", ex);
		}
	}

	private void collect(ResultTuple tuple, List<AsyncResult<Object>> children) {
		if (tuple.children() == null) {
			children.add(result(tuple.id(), ResultType.of(Object.class)));
		}
		else {
			tuple.children().forEach((member) -> collect(member, children));
		}
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // what R is, is the caller's word; a
													// null result is R's null
	<R> R read(ResultDocument document, ResultType<R> type) {
		return (R) this.outcome.read(document, type);
	}

	Waiter join(String taskId) {
		return this.waits.join(taskId);
	}

	/**
	 * Wait for an outcome on the calling thread.
	 * @param taskId the task id
	 * @param timeout how long, or {@code null} without limit
	 * @return a document whose state is final
	 */
	ResultDocument await(String taskId, @Nullable Duration timeout) {
		Waiter waiter = join(taskId);
		Timer timer = (timeout != null)
				? this.time.schedule(timeout, () -> waiter.completeExceptionally(new TimeoutException())) : null;
		try {
			return waiter.get();
		}
		catch (InterruptedException ex) {
			throw interrupted("waiting for the result of task " + taskId, ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof ResultUnavailableException stopped) ? stopped
					: timedOut(taskId, timeout, waiter.shared().failure());
		}
		finally {
			waiter.cancel(false);
			if (timer != null) {
				timer.cancel();
			}
		}
	}

	private static ResultTimeoutException timedOut(String taskId, @Nullable Duration timeout,
			@Nullable Throwable failure) {
		String message = "Task " + taskId + " has no outcome after " + timeout;
		return new ResultTimeoutException(
				(failure != null) ? message + "; the result store could not be read: " + failure.getMessage() : message,
				failure);
	}

	private static <V> V finished(CompletionStage<V> stage, String taskId) {
		try {
			return stage.toCompletableFuture().get();
		}
		catch (InterruptedException ex) {
			throw interrupted("asking the result store for task " + taskId, ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = Causes.of(ex);
			throw new ResultUnavailableException(
					"The result store could not be asked for task " + taskId + ": " + cause.getMessage(), cause);
		}
	}

	private static WaitingInterruptedException interrupted(String where, InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new WaitingInterruptedException("Interrupted while " + where, ex);
	}

}
