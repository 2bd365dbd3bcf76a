package io.taskqueue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.TaskState;

/**
 * A task that was submitted, and its outcome once there is one. The outcome lives in the
 * result store: an instance holds nothing but the id and can be made again anywhere by
 * {@link TaskClient#result(String, ResultType)}.
 *
 * @param <R> the result type
 * @since 0.1.0
 */
public interface AsyncResult<R> {

	/**
	 * The task id.
	 * @return the id
	 */
	String id();

	/**
	 * The state now. Waiting and unknown are both {@link TaskState#PENDING}.
	 * @return the state
	 */
	TaskState state();

	/**
	 * Whether the task has ended, in whatever way.
	 * @return whether there is an outcome
	 */
	default boolean ready() {
		return state().ready();
	}

	/**
	 * Whether the task has returned a result.
	 * @return whether it succeeded
	 */
	default boolean successful() {
		return state().equals(TaskState.SUCCESS);
	}

	/**
	 * Whether the task has failed for good.
	 * @return whether it failed
	 */
	default boolean failed() {
		return state().equals(TaskState.FAILURE);
	}

	/**
	 * Wait for the result.
	 * @param timeout how long to wait
	 * @return the result
	 * @throws TaskFailedException if the task failed
	 * @throws TaskRevokedException if the task was revoked or expired
	 * @throws ResultTimeoutException if there is no outcome in time
	 * @throws ResultUnavailableException if no result is kept, it does not fit the type,
	 * or the task queue was stopped meanwhile
	 * @throws WaitingNotAllowedException inside a task that does not allow waiting
	 * @throws TaskNotPublishedException inside the transaction whose commit would publish
	 * the task, or after it was rolled back
	 */
	R get(Duration timeout);

	/**
	 * Wait for the result without a limit of time.
	 * @return the result
	 * @throws TaskFailedException if the task failed
	 * @throws TaskRevokedException if the task was revoked or expired
	 * @throws ResultUnavailableException if no result is kept, it does not fit the type,
	 * or the task queue was stopped meanwhile
	 * @throws WaitingNotAllowedException inside a task that does not allow waiting
	 * @throws TaskNotPublishedException inside the transaction whose commit would publish
	 * the task, or after it was rolled back
	 */
	R get();

	/**
	 * A future that completes with the outcome, exceptionally with what
	 * {@link #get(Duration)} would throw. Cancelling it ends the waiting, not the task.
	 * @return a new future
	 */
	CompletableFuture<R> toCompletableFuture();

	/**
	 * The stack trace of a failed run, as the worker's language writes it.
	 * @return the text, or {@code null} where there is none
	 */
	@Nullable String traceback();

	/**
	 * The tasks that this task published, as far as its outcome tells.
	 * @return the children
	 */
	List<AsyncResult<Object>> children();

	/**
	 * Drop the stored outcome.
	 */
	void forget();

}
