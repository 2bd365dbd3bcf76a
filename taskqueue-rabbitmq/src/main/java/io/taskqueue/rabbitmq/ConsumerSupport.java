package io.taskqueue.rabbitmq;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.time.TimeSource;

/**
 * The consumers of a session and what they share.
 *
 * @param link the connection for consuming
 * @param topology declares queues again that are missing
 * @param settler writes settlements
 * @param options the options
 * @param time the source of time
 * @param consumers the consumers that are not cancelled
 */
record ConsumerSupport(RabbitLink link, QueueTopology topology, RabbitThread settler, RabbitBrokerOptions options,
		TimeSource time, Set<QueueConsumer> consumers) implements RabbitLink.Listener {

	static ConsumerSupport of(RabbitLink link, QueueTopology topology, RabbitBrokerOptions options, TimeSource time) {
		ConsumerSupport support = new ConsumerSupport(link, topology, new RabbitThread("settle"), options, time,
				ConcurrentHashMap.newKeySet());
		link.addListener(support);
		return support;
	}

	QueueConsumer consume(ConsumerOptions consumer, DeliveryHandler handler) {
		QueueConsumer created = new QueueConsumer(consumer, handler, this);
		this.consumers.add(created);
		this.link.open();
		this.link.execute(created::subscribe);
		return created;
	}

	void forget(QueueConsumer consumer) {
		this.consumers.remove(consumer);
	}

	@Override
	public void opened(Connection connection) {
		this.consumers.forEach(QueueConsumer::subscribe);
	}

	@Override
	public void lost(ShutdownSignalException cause) {
		this.topology.forgetAll();
	}

	/**
	 * Close all consumers; what they settled is written first.
	 */
	void close() {
		this.consumers.forEach(QueueConsumer::close);
		this.settler.close(this.options.rpcTimeout());
	}

}
