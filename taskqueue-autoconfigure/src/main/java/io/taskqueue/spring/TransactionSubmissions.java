package io.taskqueue.spring;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.taskqueue.AsyncResult;
import io.taskqueue.TaskPublishException;
import io.taskqueue.client.PreparedTask;

/**
 * The tasks submitted in one transaction, on the transaction's thread. They are published
 * before other callbacks of the commit, so that what those submit comes after them and is
 * published at once. A failure is thrown behind other callbacks, because Spring leaves
 * out those after the one that throws.
 * <p>
 * A callback of the commit may submit the first task of a transaction, or fail before
 * this one is called. Spring then calls {@code afterCompletion} only, which publishes
 * what is left and whose exceptions Spring logs.
 */
final class TransactionSubmissions implements TransactionSynchronization {

	private static final int UNCONFIRMED = 1000;

	private final AfterCommitTaskClient client;

	private final List<UncommittedResult<?>> waiting = new ArrayList<>();

	private final Map<Object, Integer> savepoints = new IdentityHashMap<>();

	private boolean due;

	private @Nullable TaskPublishException failure;

	private TransactionSubmissions(AfterCommitTaskClient client) {
		this.client = client;
	}

	static TransactionSubmissions register(AfterCommitTaskClient client) {
		TransactionSubmissions submissions = new TransactionSubmissions(client);
		TransactionSynchronizationManager.registerSynchronization(submissions);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				submissions.throwFailure();
			}

		});
		return submissions;
	}

	boolean belongTo(AfterCommitTaskClient client) {
		return this.client == client;
	}

	boolean areDue() {
		return this.due;
	}

	<R> AsyncResult<R> add(PreparedTask<R> task) {
		UncommittedResult<R> result = new UncommittedResult<>(task, Thread.currentThread());
		this.waiting.add(result);
		return result;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.waiting.size());
	}

	@Override
	public void savepointRollback(Object savepoint) {
		// An unknown savepoint is older than the first submission
		int kept = this.savepoints.getOrDefault(savepoint, 0);
		drop(this.waiting.subList(kept, this.waiting.size()));
	}

	@Override
	public void afterCommit() {
		publish();
	}

	@Override
	public void afterCompletion(int status) {
		if (status == STATUS_ROLLED_BACK) {
			drop(this.waiting);
		}
		else if (!this.waiting.isEmpty()) {
			if (status == STATUS_COMMITTED) {
				publish();
			}
			else {
				giveUp();
			}
			throwFailure();
		}
	}

	private static void drop(List<UncommittedResult<?>> dropped) {
		dropped.forEach(UncommittedResult::rolledBack);
		dropped.clear();
	}

	private void publish() {
		this.due = true;
		for (int from = 0; from < this.waiting.size(); from += UNCONFIRMED) {
			publish(this.waiting.subList(from, Math.min(from + UNCONFIRMED, this.waiting.size())));
		}
		report("is committed");
	}

	/**
	 * Waits without regard to interrupts: the data is committed, and the broker bounds
	 * the time.
	 */
	private static void publish(List<UncommittedResult<?>> tasks) {
		List<CompletableFuture<@Nullable TaskPublishException>> attempts = new ArrayList<>();
		tasks.forEach((task) -> attempts.add(task.publish()));
		for (int i = 0; i < attempts.size(); i++) {
			tasks.get(i).settle(attempts.get(i).join());
		}
	}

	private void giveUp() {
		this.due = true;
		this.waiting.forEach((task) -> task.settle(new TaskPublishException(task.id(), false,
				"Task " + task.id() + " is not published, because it is unknown whether its transaction is committed",
				null)));
		report("may be committed");
	}

	private void report(String transaction) {
		List<UncommittedResult<?>> failed = this.waiting.stream().filter((task) -> task.failure() != null).toList();
		failed.forEach((task) -> this.client.failed(task.signature(), Objects.requireNonNull(task.failure())));
		if (!failed.isEmpty()) {
			this.failure = failure(failed, "The transaction " + transaction + ", but " + failed.size() + " of "
					+ this.waiting.size() + " tasks submitted in it could not be published; the first: ");
		}
		this.waiting.clear();
	}

	private TaskPublishException failure(List<UncommittedResult<?>> failed, String message) {
		TaskPublishException first = Objects.requireNonNull(failed.get(0).failure());
		boolean unknown = failed.stream().anyMatch((task) -> Objects.requireNonNull(task.failure()).outcomeUnknown());
		List<String> published = this.waiting.stream()
			.filter((task) -> task.failure() == null)
			.map(UncommittedResult::id)
			.toList();
		return new TaskPublishException(first.taskId(), unknown, published, message + first.getMessage(),
				first.getCause());
	}

	private void throwFailure() {
		TaskPublishException thrown = this.failure;
		if (thrown != null) {
			throw thrown;
		}
	}

}
