package io.taskqueue.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;

/**
 * A broker that keeps what it is given and answers as told.
 */
final class RecordingBroker implements Broker {

	final List<QueueDeclaration> declared = Collections.synchronizedList(new ArrayList<>());

	final List<Publication> published = Collections.synchronizedList(new ArrayList<>());

	volatile Function<QueueDeclaration, CompletionStage<Void>> onDeclare = (queue) -> CompletableFuture
		.completedStage(null);

	volatile Function<Publication, CompletionStage<Void>> onPublish = (publication) -> CompletableFuture
		.completedStage(null);

	Publication last() {
		return this.published.get(this.published.size() - 1);
	}

	@Override
	public BrokerCapabilities capabilities() {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		this.declared.add(queue);
		return this.onDeclare.apply(queue);
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		this.published.add(publication);
		return this.onPublish.apply(publication);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException();
	}

}
