package io.taskqueue.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.message.Message;

/**
 * A broker that writes down what is published and settled, and can be made to fail.
 */
final class RecordingBroker implements Broker {

	final List<Publication> publications = new CopyOnWriteArrayList<>();

	volatile Function<Publication, @Nullable RuntimeException> failing = (publication) -> null;

	volatile boolean away;

	volatile BrokerCapabilities capabilities;

	private final Broker delegate;

	private final Journal journal;

	RecordingBroker(Broker delegate, Journal journal) {
		this.delegate = delegate;
		this.journal = journal;
		this.capabilities = delegate.capabilities();
	}

	Broker delegate() {
		return this.delegate;
	}

	@Override
	public BrokerCapabilities capabilities() {
		return this.capabilities;
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		if (this.away) {
			return CompletableFuture.failedFuture(new io.taskqueue.broker.BrokerException("away", null));
		}
		return this.delegate.declare(queue);
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		RuntimeException failure = this.failing.apply(publication);
		if (failure != null) {
			return CompletableFuture.failedFuture(failure);
		}
		this.publications.add(publication);
		this.journal.add("publish " + publication.message().headers().getOrDefault("task", "?") + " to "
				+ publication.routingKey());
		return this.delegate.publish(publication);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		return this.delegate.consume(options, (delivery) -> handler.handle(new Recorded(delivery, this.journal)));
	}

	@Override
	public void stop() {
		this.delegate.stop();
	}

	private record Recorded(Delivery delivery, Journal journal) implements Delivery {

		@Override
		public Message message() {
			return this.delivery.message();
		}

		@Override
		public String queue() {
			return this.delivery.queue();
		}

		@Override
		public String exchange() {
			return this.delivery.exchange();
		}

		@Override
		public String routingKey() {
			return this.delivery.routingKey();
		}

		@Override
		public boolean redelivered() {
			return this.delivery.redelivered();
		}

		@Override
		public boolean open() {
			return this.delivery.open();
		}

		@Override
		public void ack() {
			if (this.delivery.open()) {
				this.journal.add("ack");
			}
			this.delivery.ack();
		}

		@Override
		public void requeue() {
			if (this.delivery.open()) {
				this.journal.add("requeue");
			}
			this.delivery.requeue();
		}

		@Override
		public void reject() {
			this.journal.add("reject");
			this.delivery.reject();
		}

	}

}
