package io.taskqueue.client;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.taskqueue.TaskPublishException;
import io.taskqueue.broker.Broker;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.message.PayloadException;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskMessage;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.TimeSource;

/**
 * Publishes tasks: decides where each goes, makes sure that the queue exists, and waits
 * for the broker's confirm. Stages complete on a thread of the broker and fail with a
 * {@link TaskPublishException}. Thread-safe; never blocks.
 *
 * @since 0.1.0
 */
public final class TaskPublisher {

	private final PublisherOptions options;

	private final TaskRouter router;

	private final TaskMessages messages;

	private final TaskMessageCodec codec;

	private final Broker broker;

	private final TimeSource time;

	private final Map<String, CompletableFuture<Void>> declared = new ConcurrentHashMap<>();

	/**
	 * Creates a publisher.
	 * @param options where tasks go
	 * @param registry the tasks of this application, for their queues
	 * @param codec writes the messages
	 * @param broker takes the messages
	 * @param time what a countdown is counted from
	 */
	public TaskPublisher(PublisherOptions options, TaskRegistry registry, TaskMessageCodec codec, Broker broker,
			TimeSource time) {
		this.options = options;
		this.router = new TaskRouter(options, registry);
		this.messages = new TaskMessages(registry, options.origin());
		this.codec = codec;
		this.broker = broker;
		this.time = time;
	}

	/**
	 * Publish a task.
	 * @param signature what to run
	 * @param lineage where it comes from
	 * @return completes with the task id when the broker has confirmed, or with a
	 * {@link TaskPublishException}
	 */
	public CompletionStage<String> publish(SignatureMessage signature, Lineage lineage) {
		String requested = signature.options().taskId();
		String id = (requested != null) ? requested : UUID.randomUUID().toString();
		Destination destination = this.router.route(signature);
		try {
			checkPlain(signature);
			Publication publication = publication(this.messages.create(id, signature, lineage, this.time.now()),
					destination);
			return declare(destination).thenCompose((ready) -> this.broker.publish(publication))
				.handle((sent, ex) -> confirmed(id, destination, ex));
		}
		catch (PayloadException ex) {
			return CompletableFuture.failedFuture(failure(id, ex));
		}
	}

	/**
	 * Write the arguments of a task that is to be published later, and refuse now what
	 * would be refused then.
	 * @param signature what to run, with a task id
	 * @param lineage where it comes from
	 * @return the signature to publish
	 * @throws TaskPublishException if it can't be written
	 */
	SignatureMessage prepare(SignatureMessage signature, Lineage lineage) {
		String id = Objects.requireNonNull(signature.options().taskId());
		try {
			checkPlain(signature);
			SignatureMessage written = this.codec.written(signature);
			this.codec.encode(this.messages.create(id, written, lineage, this.time.now()));
			return written;
		}
		catch (PayloadException ex) {
			throw failure(id, ex);
		}
	}

	/**
	 * Publish a message as it is: a retry, or a task given back. Nothing is declared.
	 * @param message the message
	 * @param exchange the exchange, empty for the default exchange
	 * @param routingKey the routing key
	 * @param notBefore the instant before which it must not be delivered, or {@code null}
	 * @return completes when the broker has confirmed, or with a
	 * {@link TaskPublishException}
	 */
	public CompletionStage<Void> publish(TaskMessage message, String exchange, String routingKey,
			@Nullable Instant notBefore) {
		String id = message.headers().id();
		Destination destination = new Destination(exchange, routingKey, null);
		try {
			return this.broker.publish(publication(message, destination).notBefore(notBefore)).handle((sent, ex) -> {
				confirmed(id, destination, ex);
				return null;
			});
		}
		catch (PayloadException ex) {
			return CompletableFuture.failedFuture(failure(id, ex));
		}
	}

	/**
	 * Whether the result of a task is known not to be stored.
	 * @param signature the call
	 * @return whether the call or the task's definition ignores the result
	 */
	boolean ignoresResult(SignatureMessage signature) {
		return Boolean.TRUE.equals(this.messages.ignoreResult(signature));
	}

	/**
	 * Whether a route decides the queue of a task.
	 * @param task the task name
	 * @return whether a pattern matches
	 */
	boolean hasRoute(String task) {
		return this.router.hasRoute(task);
	}

	private CompletionStage<Void> declare(Destination destination) {
		String queue = destination.queue();
		if (queue == null) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> known = this.declared.get(queue);
		return (known != null) ? known : declare(queue);
	}

	/**
	 * Make sure that a queue exists, as it is configured.
	 * @param queue the queue's name
	 * @return completes when the queue exists, or with a
	 * {@link io.taskqueue.broker.BrokerException}
	 */
	public CompletionStage<Void> declare(String queue) {
		CompletableFuture<Void> declaring = this.broker.declare(this.options.declaration(queue)).toCompletableFuture();
		this.declared.put(queue, declaring);
		declaring.whenComplete((done, ex) -> {
			if (ex != null) {
				this.declared.remove(queue, declaring);
			}
		});
		return declaring;
	}

	// On the caller's thread: writing an argument may run code of the application
	private Publication publication(TaskMessage message, Destination destination) {
		return new Publication(this.codec.encode(message), destination.exchange(), destination.routingKey(),
				message.headers().eta(), this.options.confirmTimeout());
	}

	private static void checkPlain(SignatureMessage signature) {
		if (signature.subtaskType() != null) {
			throw new PayloadException("a " + signature.subtaskType() + " is not a task of its own", null);
		}
	}

	private String confirmed(String id, Destination destination, @Nullable Throwable ex) {
		if (ex == null) {
			return id;
		}
		Throwable cause = Causes.of(ex);
		if (destination.queue() != null && cause instanceof UnroutableException) {
			// It may have been deleted: the next publish declares it again
			this.declared.remove(destination.queue());
		}
		throw failure(id, cause);
	}

	static TaskPublishException failure(String id, Throwable cause) {
		if (cause instanceof TaskPublishException failure) {
			return failure;
		}
		boolean unknown = cause instanceof UnconfirmedException;
		String outcome = unknown ? " was sent, but whether the broker has it is unknown: "
				: " could not be published: ";
		return new TaskPublishException(id, unknown, "Task " + id + outcome + cause.getMessage(), cause);
	}

}
