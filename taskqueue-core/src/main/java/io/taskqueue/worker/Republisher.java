package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.message.Message;
import io.taskqueue.time.TimeSource;

/**
 * Sends a message back the way it came, now or later.
 */
final class Republisher {

	private final Broker broker;

	private final TimeSource time;

	private final Duration confirmTimeout;

	Republisher(Broker broker, TimeSource time, Duration confirmTimeout) {
		this.broker = broker;
		this.time = time;
		this.confirmTimeout = confirmTimeout;
	}

	/**
	 * Publish a message to where a delivery came from. Where that route is gone, it goes
	 * straight to the queue that the delivery was consumed from.
	 * @param message the message
	 * @param repeat whether it may be a repeat
	 * @param delivery the delivery
	 * @param notBefore when it is to come back, or {@code null} for at once
	 * @return completes with the broker's confirm
	 */
	CompletionStage<Void> publish(Message message, boolean repeat, Delivery delivery, @Nullable Instant notBefore) {
		Publication publication = new Publication(prepare(message, repeat), delivery.exchange(), delivery.routingKey(),
				bounded(notBefore), this.confirmTimeout);
		return this.broker.publish(publication).exceptionallyCompose((error) -> {
			Throwable cause = Failures.unwrap(error);
			return (cause instanceof UnroutableException) ? toQueue(publication, delivery)
					: CompletableFuture.failedFuture(cause);
		});
	}

	private CompletionStage<Void> toQueue(Publication publication, Delivery delivery) {
		return this.broker.publish(Publication.toQueue(delivery.queue(), publication.message(), this.confirmTimeout)
			.notBefore(publication.notBefore()));
	}

	private @Nullable Instant bounded(@Nullable Instant notBefore) {
		if (notBefore == null) {
			return null;
		}
		// What is due later than the broker can delay comes back earlier and is sent on
		Instant latest = this.time.now().plus(this.broker.capabilities().maxDelay());
		return notBefore.isAfter(latest) ? latest : notBefore;
	}

	private static Message prepare(Message message, boolean repeat) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(message.headers());
		headers.keySet().removeIf(WorkerHeaders::ofJourney);
		if (repeat) {
			headers.put(WorkerHeaders.REPUBLISHED, true);
		}
		return new Message(message.properties(), headers, message.body());
	}

}
