package io.taskqueue.rabbitmq;

import java.util.concurrent.CompletionStage;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.time.SystemTimeSource;

/**
 * A broker that owns its time source: stopping it ends both.
 *
 * @param broker the broker
 * @param time its source of time
 */
record TimedBroker(RabbitBroker broker, SystemTimeSource time) implements Broker {

	@Override
	public BrokerCapabilities capabilities() {
		return this.broker.capabilities();
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		return this.broker.declare(queue);
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		return this.broker.publish(publication);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		return this.broker.consume(options, handler);
	}

	@Override
	public void stop() {
		this.broker.stop();
		this.time.stop();
	}

}
