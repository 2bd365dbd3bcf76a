package io.taskqueue.test;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.taskqueue.IgnoreTaskException;
import io.taskqueue.InvalidTaskException;
import io.taskqueue.RejectTaskException;
import io.taskqueue.RetryTaskException;
import io.taskqueue.Signature;
import io.taskqueue.SnoozeTaskException;
import io.taskqueue.TaskContext;
import io.taskqueue.TaskFailedException;
import io.taskqueue.message.Embed;
import io.taskqueue.message.Message;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessage;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.retry.RetryPolicy;

/**
 * Runs a task in place, on the test's own thread and without a queue: Celery's
 * {@code apply}. Arguments and result still go through JSON, so what can't travel fails
 * here too. Retries follow at once.
 *
 * @since 0.1.0
 */
public final class TaskRunner {

	private final TaskRegistry registry;

	private final TaskMessageCodec codec;

	private final PayloadCodec payloads;

	TaskRunner(TaskRegistry registry, TaskMessageCodec codec, PayloadCodec payloads) {
		this.registry = registry;
		this.codec = codec;
		this.payloads = payloads;
	}

	/**
	 * Run a task and return its result.
	 * @param signature what to run, such as {@code tasks.signature(Reports::build, 42L)}
	 * @param <R> the result type
	 * @return the result, as a caller would read it
	 * @throws TaskFailedException if the task fails; its cause is what the task threw
	 * @throws InvalidTaskException if the task is unknown here
	 * @throws IgnoreTaskException if the task ends so: there is no result to return
	 * @throws SnoozeTaskException if the task asks to run later
	 * @throws RejectTaskException if the task asks to be requeued: there is no queue here
	 */
	@SuppressWarnings({ "unchecked", "NullAway" })
	public <R> R runHere(Signature<R> signature) {
		Object result = run(definition(signature.task()), signature.toMessage());
		return (R) this.payloads.read(this.payloads.write(result), signature.resultType().type());
	}

	private TaskDefinition definition(String name) {
		TaskDefinition definition = this.registry.find(name);
		if (definition == null) {
			throw new InvalidTaskException(
					"There is no task '" + name + "' here. Add the component that has it, or " + "check the name.",
					null);
		}
		return definition;
	}

	private @Nullable Object run(TaskDefinition definition, SignatureMessage signature) {
		TaskHeaders headers = TaskHeaders.of(UUID.randomUUID().toString(), signature.task());
		TaskBody body = new TaskBody(signature.args(), signature.kwargs(), Embed.NONE);
		Message message = this.codec.encode(new TaskMessage(headers, body, null, null));
		return attempt(definition, headers, this.codec.body(message));
	}

	private @Nullable Object attempt(TaskDefinition definition, TaskHeaders headers, TaskBody body) {
		for (int retries = 0;; retries++) {
			try {
				return call(definition, new LocalTaskContext(headers, retries), body);
			}
			catch (Throwable ex) {
				rethrowUnlessRetried(definition.retry(), headers.id(), ex, retries);
			}
		}
	}

	private static @Nullable Object call(TaskDefinition definition, TaskContext context, TaskBody body)
			throws Throwable {
		Outcome outcome = TaskContext.callAs(context, () -> {
			try {
				return new Outcome(definition.method().bind(body.args(), body.kwargs()).invoke(context), null);
			}
			catch (Throwable ex) {
				return new Outcome(null, ex);
			}
		});
		if (outcome.error() != null) {
			throw outcome.error();
		}
		return outcome.result();
	}

	private static void rethrowUnlessRetried(RetryPolicy retry, String id, Throwable error, int retries) {
		if (error instanceof IgnoreTaskException ignored) {
			throw ignored;
		}
		if (error instanceof SnoozeTaskException snooze) {
			throw snooze;
		}
		if (error instanceof RejectTaskException rejection && rejection.requeue()) {
			throw rejection;
		}
		boolean wanted = error instanceof RetryTaskException || retry.covers(error);
		if (!wanted || !retry.allows(retries)) {
			throw failed(id, error);
		}
	}

	private static TaskFailedException failed(String id, Throwable error) {
		Throwable cause = (error instanceof RetryTaskException && error.getCause() != null) ? error.getCause() : error;
		ErrorDocument document = document(id, cause);
		return new TaskFailedException(id, document.type(), document.module(), document.message(), null, cause);
	}

	private static ErrorDocument document(String id, Throwable error) {
		if (error instanceof RetryTaskException) {
			return ErrorDocument.maxRetriesExceeded("Can't retry " + id + " again");
		}
		return (error instanceof RejectTaskException) ? ErrorDocument.rejected(String.valueOf(error.getMessage()))
				: ErrorDocument.of(error);
	}

	private record Outcome(@Nullable Object result, @Nullable Throwable error) {

	}

}
