package io.taskqueue.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.taskqueue.ResultUnavailableException;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.UnreadableResultException;
import io.taskqueue.time.TimeSource;

/**
 * Everybody who waits for an outcome. All who wait for the same task share one
 * {@link OutcomeWait}; none of them needs a thread.
 *
 * <p>
 * A task's entry in the map and its set of waiters change together, inside of
 * {@code compute}. So an entry always has a waiter, and whoever takes it out of the map,
 * because the outcome is there or because nobody waits any more, is the only one to do so
 * and ends it.
 */
final class OutcomeWaits {

	private final ResultStore store;

	private final TimeSource time;

	private final Duration pollInterval;

	private final Map<String, OutcomeWait> open = new ConcurrentHashMap<>();

	OutcomeWaits(ResultStore store, TimeSource time, Duration pollInterval) {
		this.store = store;
		this.time = time;
		this.pollInterval = pollInterval;
	}

	/**
	 * Wait for the outcome of a task. Whoever waits no more cancels the future.
	 * @param taskId the task id
	 * @return completes with a document whose state is final, on a thread of the store
	 */
	Waiter join(String taskId) {
		Waiter[] joined = new Waiter[1];
		OutcomeWait shared = this.open.compute(taskId, (id, existing) -> {
			OutcomeWait wait = (existing != null) ? existing
					: new OutcomeWait(id, this.store, this.time, this.pollInterval, this::finish, this::unreadable);
			joined[0] = wait.join();
			return wait;
		});
		joined[0].whenComplete((document, ex) -> leave(joined[0]));
		shared.begin();
		return joined[0];
	}

	/**
	 * The number of tasks that somebody waits for.
	 * @return the number of shared registrations
	 */
	int size() {
		return this.open.size();
	}

	/**
	 * End all waiting that has begun.
	 */
	void stop() {
		List.copyOf(this.open.values())
			.forEach((wait) -> fail(wait,
					"The task queue was stopped while waiting for the result of task " + wait.taskId(), null));
	}

	private void unreadable(OutcomeWait wait, UnreadableResultException reason) {
		fail(wait, "The result of task " + wait.taskId() + " can't be read: " + reason.getMessage(), reason);
	}

	private void fail(OutcomeWait wait, String message, @Nullable Throwable cause) {
		if (this.open.remove(wait.taskId(), wait)) {
			wait.end();
			wait.fail(new ResultUnavailableException(message, cause));
		}
	}

	private void finish(OutcomeWait wait, ResultDocument document) {
		if (this.open.remove(wait.taskId(), wait)) {
			wait.end();
			wait.complete(document);
		}
	}

	private void leave(Waiter waiter) {
		OutcomeWait left = waiter.shared;
		boolean[] last = new boolean[1];
		this.open.computeIfPresent(left.taskId(), (id, wait) -> {
			boolean empty = wait == left && wait.leave(waiter);
			last[0] = empty;
			return empty ? null : wait;
		});
		if (last[0]) {
			left.end();
		}
	}

	/**
	 * One who waits.
	 */
	static final class Waiter extends CompletableFuture<ResultDocument> {

		private final OutcomeWait shared;

		Waiter(OutcomeWait shared) {
			this.shared = shared;
		}

		/**
		 * What the waiting is about.
		 * @return the registration shared by all who wait for the task
		 */
		OutcomeWait shared() {
			return this.shared;
		}

	}

}
