package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Return;
import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Publication;

/**
 * A publication on its way. Whoever changes its state from {@link State#WAITING} decides
 * its fate: the writer writes it, or the deadline ends it unwritten.
 */
final class PendingPublication {

	final CompletableFuture<Void> outcome = new CompletableFuture<>();

	private final Publication publication;

	private final long deadline;

	private final AMQP.BasicProperties properties;

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private volatile String exchange;

	private volatile String routingKey;

	private volatile boolean repeated;

	PendingPublication(Publication publication, long now) {
		this.publication = publication;
		this.deadline = now + publication.confirmTimeout().toNanos();
		this.properties = AmqpMessages.properties(publication.message());
		this.exchange = publication.exchange();
		this.routingKey = publication.routingKey();
	}

	/**
	 * Take it for writing.
	 * @return {@code false} if it has ended
	 */
	boolean claim() {
		return this.state.compareAndSet(State.WAITING, State.WRITTEN);
	}

	/**
	 * End it unless it is being written.
	 */
	boolean abandon() {
		return this.state.compareAndSet(State.WAITING, State.DONE);
	}

	/**
	 * It was claimed but is known not to be published.
	 */
	void release() {
		this.state.set(State.WAITING);
	}

	/**
	 * Note that it is tried once more.
	 * @return {@code false} if it was tried again before
	 */
	boolean repeat() {
		if (this.repeated) {
			return false;
		}
		this.repeated = true;
		release();
		return true;
	}

	/**
	 * Decide where it goes at this moment. The delay is cut to whole seconds, so that it
	 * is never late by what is left of a second.
	 */
	void route(Instant now) {
		long seconds = delay(now).toSeconds();
		boolean delayed = seconds > 0;
		this.exchange = delayed ? DelayLadder.TOP : this.publication.exchange();
		this.routingKey = delayed ? DelayedKeys.of(seconds, this.publication.routingKey())
				: this.publication.routingKey();
	}

	Duration delay(Instant now) {
		return delay(this.publication, now);
	}

	static Duration delay(Publication publication, Instant now) {
		Instant notBefore = publication.notBefore();
		return (notBefore != null && notBefore.isAfter(now)) ? Duration.between(now, notBefore) : Duration.ZERO;
	}

	boolean overdue(long now) {
		return now - this.deadline >= 0;
	}

	boolean matches(Return returned) {
		return returned.getExchange().equals(this.exchange) && returned.getRoutingKey().equals(this.routingKey)
				&& Objects.equals(returned.getProperties().getCorrelationId(), this.properties.getCorrelationId())
				&& Arrays.equals(returned.getBody(), body());
	}

	Publication publication() {
		return this.publication;
	}

	AMQP.BasicProperties properties() {
		return this.properties;
	}

	byte[] body() {
		return this.publication.message().body();
	}

	String exchange() {
		return this.exchange;
	}

	String routingKey() {
		return this.routingKey;
	}

	/**
	 * Where it goes, in words.
	 */
	String target() {
		String exchangeName = this.publication.exchange();
		return exchangeName.isEmpty() ? "queue '" + this.publication.routingKey() + "'"
				: "exchange '" + exchangeName + "' with routing key '" + this.publication.routingKey() + "'";
	}

	/**
	 * A task id, or {@code null}.
	 */
	@Nullable String correlationId() {
		return this.properties.getCorrelationId();
	}

	private enum State {

		WAITING, WRITTEN, DONE

	}

}
