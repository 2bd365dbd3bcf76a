package io.taskqueue.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.TaskNotPublishedException;
import io.taskqueue.TaskPublishException;
import io.taskqueue.client.PreparedTask;
import io.taskqueue.result.TaskState;

/**
 * A task that waits for a commit, and then its result. Waiting for the result is refused
 * where it could not end: on the thread that has yet to commit, and for a task that
 * certainly is not published.
 */
final class UncommittedResult<R> implements AsyncResult<R> {

	private final PreparedTask<R> task;

	private final CompletableFuture<Void> published = new CompletableFuture<>();

	// The thread that has yet to commit
	private volatile @Nullable Thread committer;

	private volatile @Nullable TaskPublishException failure;

	private volatile @Nullable TaskNotPublishedException refused;

	UncommittedResult(PreparedTask<R> task, Thread committer) {
		this.task = task;
		this.committer = committer;
	}

	Signature<R> signature() {
		return this.task.signature();
	}

	CompletableFuture<@Nullable TaskPublishException> publish() {
		return this.task.publish();
	}

	/**
	 * Note how publishing ended.
	 * @param failed why the task is not published, or {@code null} if it is
	 */
	void settle(@Nullable TaskPublishException failed) {
		this.failure = failed;
		if (failed == null || failed.outcomeUnknown()) {
			this.committer = null;
			this.published.complete(null);
		}
		else {
			refuse(new TaskNotPublishedException(id(), String.valueOf(failed.getMessage()), failed));
		}
	}

	/**
	 * Note that the task is not to be published.
	 */
	void rolledBack() {
		refuse(new TaskNotPublishedException(id(),
				"Task " + id() + " is not published, because the transaction it was submitted in was rolled back",
				null));
	}

	private void refuse(TaskNotPublishedException reason) {
		this.committer = null;
		this.refused = reason;
		this.published.completeExceptionally(reason);
	}

	@Nullable TaskPublishException failure() {
		return this.failure;
	}

	@Override
	public String id() {
		return this.task.result().id();
	}

	@Override
	public TaskState state() {
		return this.task.result().state();
	}

	@Override
	public R get(Duration timeout) {
		checkPublished();
		return this.task.result().get(timeout);
	}

	@Override
	public R get() {
		checkPublished();
		return this.task.result().get();
	}

	private void checkPublished() {
		if (this.committer == Thread.currentThread()) {
			throw new TaskNotPublishedException(id(),
					"Task " + id() + " is published only after this thread has "
							+ "committed the transaction it was submitted in, so its result can't be waited for here. "
							+ "Wait after the commit, or submit it by immediately().",
					null);
		}
		TaskNotPublishedException reason = this.refused;
		if (reason != null) {
			throw new TaskNotPublishedException(id(), String.valueOf(reason.getMessage()), reason);
		}
	}

	@Override
	public CompletableFuture<R> toCompletableFuture() {
		CompletableFuture<R> future = this.task.result().toCompletableFuture();
		this.published.whenComplete((done, ex) -> {
			if (ex != null) {
				future.completeExceptionally(ex);
			}
		});
		return future;
	}

	@Override
	public @Nullable String traceback() {
		return this.task.result().traceback();
	}

	@Override
	public List<AsyncResult<Object>> children() {
		return this.task.result().children();
	}

	@Override
	public void forget() {
		this.task.result().forget();
	}

	@Override
	public String toString() {
		return "AsyncResult[" + id() + "]";
	}

}
