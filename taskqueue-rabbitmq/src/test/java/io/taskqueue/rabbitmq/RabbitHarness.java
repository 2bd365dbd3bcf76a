package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.contract.BrokerHarness;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.TcpProxy;
import io.taskqueue.time.SystemTimeSource;

/**
 * A broker on a real server, with a proxy in between.
 */
final class RabbitHarness implements BrokerHarness {

	private final RabbitServer server;

	private final TcpProxy proxy;

	private final SystemTimeSource time = new SystemTimeSource();

	private final CachingConnectionFactory connectionFactory;

	private final TimedBroker broker;

	private final RabbitBrokerOptions options;

	private boolean stopped;

	RabbitHarness(RabbitServer server, QueueType queueType) {
		this(server, RabbitBrokerOptions.defaults().withDefaultQueueType(queueType));
	}

	RabbitHarness(RabbitServer server, RabbitBrokerOptions options) {
		this.options = options;
		this.server = server;
		this.proxy = new TcpProxy(server.host(), server.port());
		this.connectionFactory = Rabbits.connectionFactory(server, this.proxy.host(), this.proxy.port());
		this.broker = new TimedBroker(new RabbitBroker(this.connectionFactory, options, this.time), this.time);
	}

	@Override
	public Broker broker() {
		return this.broker;
	}

	TcpProxy proxy() {
		return this.proxy;
	}

	RabbitServer server() {
		return this.server;
	}

	@Override
	public Instant now() {
		return this.time.now();
	}

	@Override
	public void pass(Duration duration) {
		Awaitility.await().pollDelay(duration).atMost(duration.plusSeconds(10)).until(() -> true);
	}

	@Override
	public Duration lateness() {
		return Duration.ofSeconds(1);
	}

	@Override
	public Duration quiet() {
		return Duration.ofMillis(400);
	}

	/**
	 * A quorum queue without a delivery limit puts what is given back at its end.
	 */
	@Override
	public boolean keepsPlaceOfRequeued() {
		return this.options.defaultQueueType() == QueueType.CLASSIC;
	}

	/**
	 * Publishing needs a connection before its confirms can be missing.
	 */
	@Override
	public void silenceConfirms() {
		Publication unroutable = Publication.toQueue("nowhere", BrokerScene.text("connect"), Duration.ofSeconds(10));
		Stages.failure(this.broker.publish(unroutable));
		this.proxy.freezeAnswers();
	}

	/**
	 * A quorum queue is safe about a second after its declaration.
	 */
	@Override
	public void stopServer() {
		pass(Duration.ofSeconds(1));
		this.server.stop();
		this.stopped = true;
	}

	@Override
	public void startServer() {
		this.server.start();
		this.stopped = false;
	}

	@Override
	public void close() {
		this.proxy.close();
		this.broker.stop();
		this.connectionFactory.destroy();
		if (this.stopped) {
			startServer();
		}
	}

}
