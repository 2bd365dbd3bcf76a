package io.taskqueue.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.TaskPublishException;

/**
 * A task to be published later as it is now: its id is fixed, its arguments are written
 * as JSON, and what it is a child of is known. Only a countdown and a time to live are
 * counted from the moment of publishing.
 *
 * @param <R> the result type
 * @since 0.1.0
 */
public final class PreparedTask<R> {

	private final Signature<R> signature;

	private final AsyncResult<R> result;

	private final Supplier<CompletionStage<String>> publication;

	PreparedTask(Signature<R> signature, AsyncResult<R> result, Supplier<CompletionStage<String>> publication) {
		this.signature = signature;
		this.result = result;
		this.publication = publication;
	}

	/**
	 * What is published, with the task id and with {@link io.taskqueue.message.Json} as
	 * arguments. It may be submitted again.
	 * @return the signature
	 */
	public Signature<R> signature() {
		return this.signature;
	}

	/**
	 * The result that the task will have once it is published.
	 * @return the result
	 */
	public AsyncResult<R> result() {
		return this.result;
	}

	/**
	 * Publish the task.
	 * @return completes, never exceptionally, on a thread of the broker: with
	 * {@code null} when the broker has confirmed, otherwise with what went wrong
	 */
	public CompletableFuture<@Nullable TaskPublishException> publish() {
		return CompletableFuture.completedFuture(this.publication)
			.thenCompose(Supplier::get)
			.handle((id, ex) -> (ex != null) ? TaskPublisher.failure(this.result.id(), Causes.of(ex)) : null);
	}

}
