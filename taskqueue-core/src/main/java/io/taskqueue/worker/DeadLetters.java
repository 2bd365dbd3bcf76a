package io.taskqueue.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.time.TimeSource;

/**
 * Writes dead records: confirmed, persistent messages in a durable queue, with the raw
 * body and headers of the original and why it is there.
 */
final class DeadLetters {

	static final String QUEUE = "taskqueue.dead";

	/**
	 * All headers of a message share one frame of the broker's connection.
	 */
	private static final int LONGEST_DETAIL = 8000;

	private static final Set<String> KEPT = Set.of("id", "task", "lang");

	private final Broker broker;

	private final TimeSource time;

	private final Duration confirmTimeout;

	private final WorkerCounters counters;

	DeadLetters(Broker broker, TimeSource time, Duration confirmTimeout, WorkerCounters counters) {
		this.broker = broker;
		this.time = time;
		this.confirmTimeout = confirmTimeout;
		this.counters = counters;
	}

	CompletionStage<Void> record(Delivery delivery, DeadReason reason, String detail) {
		return this.broker.declare(QueueDeclaration.named(QUEUE))
			.thenCompose((declared) -> publish(message(delivery, reason, detail)))
			.exceptionallyCompose((error) -> withoutHeaders(error, delivery, reason))
			.thenRun(() -> this.counters.dead(reason));
	}

	private CompletionStage<Void> publish(Message message) {
		return this.broker.publish(Publication.toQueue(QUEUE, message, this.confirmTimeout));
	}

	/**
	 * What the record adds may be too much beside headers that fill a frame: the body is
	 * worth more than they are.
	 */
	private CompletionStage<Void> withoutHeaders(Throwable error, Delivery delivery, DeadReason reason) {
		if (!(Failures.unwrap(error) instanceof RefusedPublicationException)) {
			return CompletableFuture.failedFuture(error);
		}
		Message full = message(delivery, reason, "The headers were left out, they do not fit beside this record");
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(full.headers());
		headers.keySet().removeIf((name) -> !KEPT.contains(name) && !name.startsWith("taskqueue-dead-"));
		return publish(new Message(full.properties(), headers, full.body()));
	}

	private Message message(Delivery delivery, DeadReason reason, String detail) {
		Message original = delivery.message();
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(original.headers());
		headers.keySet().removeIf(WorkerHeaders::ofJourney);
		headers.put("taskqueue-dead-reason", reason.text());
		headers.put("taskqueue-dead-detail", cut(detail));
		headers.put("taskqueue-dead-queue", delivery.queue());
		headers.put("taskqueue-dead-exchange", delivery.exchange());
		headers.put("taskqueue-dead-routing-key", delivery.routingKey());
		headers.put("taskqueue-dead-at", this.time.now().toString());
		return new Message(persistent(original.properties()), headers, original.body());
	}

	private static MessageProperties persistent(MessageProperties properties) {
		return new MessageProperties(properties.contentType(), properties.contentEncoding(), true,
				properties.priority(), properties.correlationId(), properties.replyTo());
	}

	private static String cut(String detail) {
		return (detail.length() <= LONGEST_DETAIL) ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
	}

}
