package io.taskqueue.spring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.taskqueue.AsyncResult;
import io.taskqueue.MethodReference;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskPublishException;
import io.taskqueue.client.PreparedTask;
import io.taskqueue.client.PublishingTaskClient;

/**
 * Publishes what is submitted in a transaction after its commit, all together and in
 * order, and what is submitted outside of one at once. A task belongs to the transaction
 * that is active on the thread when it is submitted; what a nested transaction submits is
 * dropped when that is rolled back to its savepoint. Reactive transactions are not bound
 * to a thread and not seen: there, tasks are published at once.
 * <p>
 * Where publishing fails after the commit, the data is committed nevertheless: the rest
 * is published, a {@link TaskPublishFailedEvent} is fired for each task that is not, and
 * the committing caller gets a {@link TaskPublishException}.
 *
 * @since 0.1.0
 */
public final class AfterCommitTaskClient implements TaskClient {

	private static final Logger logger = LoggerFactory.getLogger(AfterCommitTaskClient.class);

	private final PublishingTaskClient client;

	private final ApplicationEventPublisher events;

	private final LongAdder failures = new LongAdder();

	/**
	 * Creates a client.
	 * @param client publishes
	 * @param events takes the {@link TaskPublishFailedEvent}s
	 */
	public AfterCommitTaskClient(PublishingTaskClient client, ApplicationEventPublisher events) {
		this.client = client;
		this.events = events;
	}

	@Override
	public <R> Signature<R> signatureOf(MethodReference task, @Nullable Object... args) {
		return this.client.signatureOf(task, args);
	}

	@Override
	public <R> AsyncResult<R> submit(Signature<R> signature) {
		TransactionSubmissions transaction = transaction();
		return (transaction != null) ? transaction.add(this.client.prepare(signature)) : this.client.submit(signature);
	}

	@Override
	public <R> CompletionStage<AsyncResult<R>> submitAsync(Signature<R> signature) {
		TransactionSubmissions transaction = transaction();
		if (transaction == null) {
			return this.client.submitAsync(signature);
		}
		try {
			return CompletableFuture.completedFuture(transaction.add(this.client.prepare(signature)));
		}
		catch (TaskPublishException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public <R> List<AsyncResult<R>> submitAll(List<Signature<R>> signatures) {
		TransactionSubmissions transaction = transaction();
		if (transaction == null) {
			return this.client.submitAll(signatures);
		}
		List<PreparedTask<R>> tasks = signatures.stream().map(this.client::prepare).toList();
		return tasks.stream().map(transaction::add).toList();
	}

	@Override
	public TaskClient immediately() {
		return this.client;
	}

	@Override
	public <R> AsyncResult<R> result(String taskId, ResultType<R> resultType) {
		return this.client.result(taskId, resultType);
	}

	/**
	 * How many tasks could not be published after the commit of their transaction.
	 * @return the number since this client was created
	 */
	public long failuresAfterCommit() {
		return this.failures.sum();
	}

	private @Nullable TransactionSubmissions transaction() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return null;
		}
		TransactionSubmissions known = TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(TransactionSubmissions.class::isInstance)
			.map(TransactionSubmissions.class::cast)
			.filter((submissions) -> submissions.belongTo(this))
			.findFirst()
			.orElse(null);
		if (known == null) {
			return TransactionSubmissions.register(this);
		}
		return known.areDue() ? null : known;
	}

	void failed(Signature<?> signature, TaskPublishException failure) {
		this.failures.increment();
		try {
			this.events.publishEvent(new TaskPublishFailedEvent(signature, failure));
		}
		catch (RuntimeException ex) {
			// The other tasks of the transaction are not the listener's affair
			logger.error("A listener failed when it was told that task {} is not published", failure.taskId(), ex);
		}
	}

}
