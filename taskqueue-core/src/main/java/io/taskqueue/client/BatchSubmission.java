package io.taskqueue.client;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.taskqueue.Signature;
import io.taskqueue.TaskPublishException;
import io.taskqueue.WaitingInterruptedException;

/**
 * Publishes many tasks at once, with a bounded number of them waiting for their confirm.
 * After the first failure nothing more is sent, and the failure names what was published.
 */
final class BatchSubmission {

	private static final int UNCONFIRMED = 1000;

	private final Function<Signature<?>, CompletionStage<String>> publisher;

	private final Semaphore permits = new Semaphore(UNCONFIRMED);

	private final Queue<String> published = new ConcurrentLinkedQueue<>();

	private final Queue<TaskPublishException> failures = new ConcurrentLinkedQueue<>();

	BatchSubmission(Function<Signature<?>, CompletionStage<String>> publisher) {
		this.publisher = publisher;
	}

	/**
	 * Publish and wait until all are confirmed.
	 * @param signatures the signatures, which have ids
	 */
	void submit(List<? extends Signature<?>> signatures) {
		try {
			for (Signature<?> signature : signatures) {
				if (!this.failures.isEmpty()) {
					break;
				}
				this.permits.acquire();
				this.publisher.apply(signature).whenComplete(this::confirmed);
			}
			this.permits.acquire(UNCONFIRMED);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WaitingInterruptedException("Interrupted while waiting for the confirms of " + signatures.size()
					+ " tasks; " + this.published.size() + " are published for certain", ex);
		}
		check(signatures.size());
	}

	private void confirmed(@Nullable String id, @Nullable Throwable ex) {
		if (id != null) {
			this.published.add(id);
		}
		if (ex != null) {
			this.failures.add(failure(Causes.of(ex)));
		}
		this.permits.release();
	}

	private static TaskPublishException failure(Throwable cause) {
		return (cause instanceof TaskPublishException failed) ? failed
				: new TaskPublishException("", false, "A task could not be published", cause);
	}

	private void check(int total) {
		TaskPublishException first = this.failures.peek();
		if (first != null) {
			boolean unknown = this.failures.stream().anyMatch(TaskPublishException::outcomeUnknown);
			throw new TaskPublishException(first.taskId(), unknown, List.copyOf(this.published),
					this.published.size() + " of " + total + " tasks are published; then: " + first.getMessage(),
					first.getCause());
		}
	}

}
