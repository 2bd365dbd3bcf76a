package io.taskqueue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.time.TimeSource;

/**
 * A broker inside this process, for trying out, development and tests. Queues and their
 * messages live as long as this object: {@link #stop()} keeps them, the end of the
 * process loses them.
 * <p>
 * Each queue that is consumed has one thread, {@code taskqueue-memory-<queue>}, which
 * calls the handlers of its consumers in turn.
 *
 * @since 0.1.0
 */
public final class MemoryBroker implements Broker {

	/**
	 * As long as Celery's delay topology can hold a message (protocol reference 4.3), so
	 * that what works here works there.
	 */
	private static final Duration MAX_DELAY = Duration.ofSeconds((1 << 28) - 1);

	private static final BrokerCapabilities CAPABILITIES = new BrokerCapabilities("memory", false, true, MAX_DELAY,
			Duration.ZERO);

	private final TimeSource time;

	private final Map<String, MemoryQueue> queues = new ConcurrentHashMap<>();

	private final Agenda<Publication> delayed;

	/**
	 * Creates the broker.
	 * @param time the time that delays are measured by
	 */
	public MemoryBroker(TimeSource time) {
		this.time = time;
		this.delayed = new Agenda<>(time, this::deliver);
	}

	@Override
	public BrokerCapabilities capabilities() {
		return CAPABILITIES;
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		Integer priorities = queue.maxPriority();
		this.queues.computeIfAbsent(queue.name(),
				(name) -> new MemoryQueue(name, (priorities != null) ? priorities : 0));
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		BrokerException refusal = refusal(publication);
		if (refusal != null) {
			return CompletableFuture.failedStage(refusal);
		}
		Instant notBefore = publication.notBefore();
		if (notBefore != null && notBefore.isAfter(this.time.now())) {
			this.delayed.add(notBefore, publication);
		}
		else {
			deliver(publication);
		}
		return CompletableFuture.completedStage(null);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		MemoryQueue queue = this.queues.get(options.queue());
		if (queue == null) {
			throw new BrokerException("Queue '" + options.queue() + "' is not declared: declare it before consuming",
					null);
		}
		this.delayed.resume();
		return queue.consume(options, handler);
	}

	@Override
	public void stop() {
		this.delayed.pause();
		this.queues.values().forEach(MemoryQueue::stop);
	}

	private @Nullable BrokerException refusal(Publication publication) {
		if (route(publication) == null) {
			return new UnroutableException("No queue takes what is published to exchange '" + publication.exchange()
					+ "' with routing key '" + publication.routingKey() + "': declare the queue first", null);
		}
		Instant notBefore = publication.notBefore();
		if (notBefore != null && notBefore.isAfter(this.time.now().plus(MAX_DELAY))) {
			return new RefusedPublicationException("The delay until " + notBefore + " is longer than the "
					+ MAX_DELAY.toDays() + " days that the broker 'memory' holds a message back", null);
		}
		return null;
	}

	private void deliver(Publication publication) {
		MemoryQueue queue = route(publication);
		if (queue != null) {
			queue.add(publication);
		}
	}

	private @Nullable MemoryQueue route(Publication publication) {
		String exchange = publication.exchange();
		String routingKey = publication.routingKey();
		// Each queue has a direct exchange of its name, bound with its name, besides the
		// default exchange (protocol reference 2.1)
		return (exchange.isEmpty() || exchange.equals(routingKey)) ? this.queues.get(routingKey) : null;
	}

}
