package io.taskqueue.rabbitmq;

import java.time.Duration;

import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.broker.UnroutableException;

/**
 * Words what becomes of publications that fail. Each says whether the message is
 * published: it isn't, or that is unknown.
 */
final class PublishFailures {

	private PublishFailures() {
	}

	static UnroutableException noExchange(String exchange) {
		return new UnroutableException("Exchange '" + exchange + "' does not exist; the message is not published",
				null);
	}

	static UnroutableException noQueue(String exchange, String routingKey) {
		String target = exchange.isEmpty() ? "There is no queue '" + routingKey + "'"
				: "Exchange '" + exchange + "' has no queue for routing key '" + routingKey + "'";
		return new UnroutableException(target + "; the message is not published", null);
	}

	static UnroutableException delayedExchange(String exchange) {
		return new UnroutableException("A delayed message can't go through exchange '" + exchange
				+ "': publish it to a queue, with an empty exchange; the message is not published", null);
	}

	static RefusedPublicationException unwritable(PendingPublication pending, IllegalArgumentException cause) {
		return new RefusedPublicationException(
				"A message to " + pending.target() + " can't be written: " + cause.getMessage(), cause);
	}

	static BrokerException tooMany(PendingPublication pending, int limit, String reason) {
		return notPublished(pending, "Too many publications are waiting (" + limit + "): " + reason);
	}

	static BrokerException overdue(PendingPublication pending, String reason) {
		return notPublished(pending, reason + " for " + timeout(pending));
	}

	static BrokerException refused(PendingPublication pending) {
		return notPublished(pending, "RabbitMQ answered with a negative confirm");
	}

	static BrokerException stopped(PendingPublication pending) {
		return notPublished(pending, "The broker was stopped");
	}

	static UnconfirmedException silent(PendingPublication pending, @Nullable String alarm) {
		String reason = (alarm != null) ? " (" + blocked(alarm) + ")" : "";
		return unknown(pending, "RabbitMQ did not confirm within " + timeout(pending) + reason, null);
	}

	static UnconfirmedException lost(PendingPublication pending, ShutdownSignalException cause) {
		return unknown(pending, "The connection was lost before the confirm (" + Causes.text(cause) + ")", cause);
	}

	static UnconfirmedException stoppedUnconfirmed(PendingPublication pending) {
		return unknown(pending, "The broker was stopped before the confirm", null);
	}

	static String blocked(String alarm) {
		return "Publishing is blocked by the broker: memory or disk alarm (" + alarm + ")";
	}

	private static BrokerException notPublished(PendingPublication pending, String reason) {
		return new BrokerException(reason + "; the message to " + pending.target() + " is not published", null);
	}

	private static UnconfirmedException unknown(PendingPublication pending, String reason,
			@Nullable ShutdownSignalException cause) {
		return new UnconfirmedException(
				reason + "; whether the message to " + pending.target() + " is published is unknown", cause);
	}

	private static Duration timeout(PendingPublication pending) {
		return pending.publication().confirmTimeout();
	}

}
