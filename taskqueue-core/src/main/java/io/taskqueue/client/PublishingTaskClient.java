package io.taskqueue.client;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.MethodReference;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskContext;
import io.taskqueue.TaskPublishException;
import io.taskqueue.WaitingInterruptedException;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;

/**
 * The client: publishes through a {@link TaskPublisher} and reads through a
 * {@link ResultReader}. What a task submits while it runs becomes its child.
 *
 * @since 0.1.0
 */
public final class PublishingTaskClient implements TaskClient {

	private final TaskPublisher publisher;

	private final MethodReferences references;

	private final ResultReader results;

	/**
	 * Creates a client.
	 * @param publisher publishes
	 * @param registry the tasks of this application
	 * @param definitions reads the tasks whose worker is elsewhere
	 * @param results reads results
	 */
	public PublishingTaskClient(TaskPublisher publisher, TaskRegistry registry, TaskDefinitionReader definitions,
			ResultReader results) {
		this.publisher = publisher;
		this.references = new MethodReferences(registry, definitions);
		this.results = results;
	}

	@Override
	public <R> Signature<R> signatureOf(MethodReference task, @Nullable Object... args) {
		TaskCall call = this.references.resolve(task);
		return call.signature(args, this.publisher.hasRoute(call.definition().name()));
	}

	@Override
	public <R> AsyncResult<R> submit(Signature<R> signature) {
		Signature<R> named = named(signature);
		return result(confirmed(publish(named), id(named)), named);
	}

	@Override
	public <R> CompletionStage<AsyncResult<R>> submitAsync(Signature<R> signature) {
		return Handover.to(publish(signature), (id) -> result(id, signature), this.results.callbacks());
	}

	@Override
	public <R> List<AsyncResult<R>> submitAll(List<Signature<R>> signatures) {
		List<Signature<R>> named = signatures.stream().map(PublishingTaskClient::named).toList();
		new BatchSubmission(this::publish).submit(named);
		return named.stream().map((each) -> result(id(each), each)).toList();
	}

	@Override
	public <R> AsyncResult<R> result(String taskId, ResultType<R> resultType) {
		return this.results.result(taskId, resultType);
	}

	/**
	 * Make a task ready to be published later, as if it were submitted now.
	 * @param signature what to run
	 * @param <R> the result type
	 * @return the task, which is not published
	 * @throws TaskPublishException if it can't be written as a message
	 */
	public <R> PreparedTask<R> prepare(Signature<R> signature) {
		Signature<R> named = named(signature);
		TaskContext context = TaskContext.currentOrNull();
		SignatureMessage written = this.publisher.prepare(named.toMessage(), Lineage.of(context));
		return new PreparedTask<>(Signature.of(written, named.resultType()), result(id(named), named),
				() -> publish(written, context));
	}

	private <R> AsyncResult<R> result(String id, Signature<R> signature) {
		return this.publisher.ignoresResult(signature.toMessage()) ? this.results.ignored(id, signature.resultType())
				: result(id, signature.resultType());
	}

	private CompletionStage<String> publish(Signature<?> signature) {
		return publish(signature.toMessage(), TaskContext.currentOrNull());
	}

	private CompletionStage<String> publish(SignatureMessage signature, @Nullable TaskContext context) {
		CompletionStage<String> published = this.publisher.publish(signature, Lineage.of(context));
		return (context != null) ? published.thenApply((id) -> {
			context.published(id);
			return id;
		}) : published;
	}

	private static <R> Signature<R> named(Signature<R> signature) {
		return (signature.toMessage().options().taskId() != null) ? signature
				: signature.taskId(UUID.randomUUID().toString());
	}

	private static String id(Signature<?> named) {
		return Objects.requireNonNull(named.toMessage().options().taskId());
	}

	private static String confirmed(CompletionStage<String> published, String id) {
		try {
			return published.toCompletableFuture().get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WaitingInterruptedException("Interrupted while waiting for the confirm of task " + id
					+ ". Whether the broker has it is unknown.", ex);
		}
		catch (ExecutionException ex) {
			throw failed(id, Causes.of(ex));
		}
	}

	private static RuntimeException failed(String id, Throwable cause) {
		if (cause instanceof TaskPublishException failed) {
			return new TaskPublishException(id, failed.outcomeUnknown(), String.valueOf(failed.getMessage()),
					failed.getCause());
		}
		return new TaskPublishException(id, false, "Task " + id + " could not be published", cause);
	}

}
