package io.taskqueue.test;

import java.util.concurrent.CompletionStage;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;

/**
 * Notes every publication on its way to the broker.
 */
final class RecordingBroker implements Broker {

	private final Broker delegate;

	private final PublishedTasks published;

	RecordingBroker(Broker delegate, PublishedTasks published) {
		this.delegate = delegate;
		this.published = published;
	}

	@Override
	public BrokerCapabilities capabilities() {
		return this.delegate.capabilities();
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		return this.delegate.declare(queue);
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		this.published.record(publication);
		return this.delegate.publish(publication);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		return this.delegate.consume(options, handler);
	}

	@Override
	public void stop() {
		this.delegate.stop();
	}

}
