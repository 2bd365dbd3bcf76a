package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.time.TimeSource;

/**
 * The broker on RabbitMQ. It has two connections of its own, made with the settings of
 * Spring's connection factory: one publishes, the other one consumes and declares, so
 * that a server that blocks publishers doesn't stop acknowledgements. Both are made on
 * first use and again whenever they are lost; consumers and declarations follow.
 *
 * <p>
 * Publications are confirmed and mandatory and never block the caller: while there is no
 * connection, or the server blocks publishing or is slow, they wait in memory, in their
 * order, each until its own deadline and up to the number in
 * {@link RabbitBrokerOptions#maxWaiting()}. The deadline of a publication that was never
 * written ends with a {@link io.taskqueue.broker.BrokerException}, that of a written one
 * with an {@link io.taskqueue.broker.UnconfirmedException}, as does a connection lost
 * before the confirm.
 *
 * @since 0.1.0
 */
public final class RabbitBroker implements Broker {

	private final BrokerCapabilities capabilities;

	private final RabbitConnector connector;

	private final RabbitBrokerOptions options;

	private final TimeSource time;

	private final Object monitor = new Object();

	private volatile @Nullable RabbitSession session;

	/**
	 * Creates the broker. Nothing is connected yet.
	 * @param connectionFactory names the server and how to connect to it; neither its
	 * settings nor its connections are touched
	 * @param options the options
	 * @param time the source of time
	 * @throws IllegalArgumentException if the connection factory stands for several
	 * servers, such as a routing one
	 */
	public RabbitBroker(ConnectionFactory connectionFactory, RabbitBrokerOptions options, TimeSource time) {
		Duration timeout = options.consumerTimeout();
		this.capabilities = new BrokerCapabilities("rabbitmq", true, true, DelayLadder.MAX_DELAY, Duration.ofSeconds(1),
				timeout.isZero() ? null : timeout);
		this.connector = new RabbitConnector(connectionFactory, options, time);
		this.options = options;
		this.time = time;
	}

	@Override
	public BrokerCapabilities capabilities() {
		return this.capabilities;
	}

	@Override
	public CompletionStage<Void> declare(QueueDeclaration queue) {
		return session().topology().declare(queue);
	}

	@Override
	public CompletionStage<Void> publish(Publication publication) {
		return session().publisher().publish(publication);
	}

	@Override
	public MessageConsumer consume(ConsumerOptions consumer, DeliveryHandler handler) {
		return session().consumers().consume(consumer, handler);
	}

	@Override
	public void stop() {
		RabbitSession ended;
		synchronized (this.monitor) {
			ended = this.session;
			this.session = null;
		}
		if (ended != null) {
			ended.close();
		}
	}

	private RabbitSession session() {
		RabbitSession running = this.session;
		if (running != null) {
			return running;
		}
		synchronized (this.monitor) {
			running = this.session;
			if (running == null) {
				running = RabbitSession.create(this.connector, this.options, this.time);
				this.session = running;
			}
			return running;
		}
	}

}
