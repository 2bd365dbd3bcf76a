package io.taskqueue.spring;

import java.time.Duration;
import java.util.ArrayList;
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
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessageCodec;

/**
 * A broker that keeps what it is given and answers as told.
 */
final class ScriptedBroker implements Broker {

	final List<Publication> published = new ArrayList<>();

	Function<String, CompletionStage<Void>> confirm = (id) -> CompletableFuture.completedStage(null);

	private final TaskMessageCodec codec;

	ScriptedBroker(TaskMessageCodec codec) {
		this.codec = codec;
	}

	TaskHeaders headers(int index) {
		return this.codec.headers(this.published.get(index).message());
	}

	Object argument(int index) {
		return this.codec.body(this.published.get(index).message()).args().get(0);
	}

	List<String> ids() {
		return this.published.stream().map((each) -> this.codec.headers(each.message()).id()).toList();
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		this.published.add(publication);
		return this.confirm.apply(this.codec.headers(publication.message()).id());
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		return CompletableFuture.completedStage(null);
	}

	@Override
	public BrokerCapabilities capabilities() {
		return new BrokerCapabilities("scripted", true, false, Duration.ZERO, Duration.ZERO);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void stop() {
	}

}
