package io.taskqueue.rabbitmq;

import io.taskqueue.time.TimeSource;

/**
 * Everything between the first use of the broker and its stop: two connections, because a
 * server that blocks publishers must not stop acknowledgements, and what runs on them.
 *
 * @param publishing the connection for publishing
 * @param consuming the connection for consuming and declaring
 * @param topology declares queues
 * @param publisher publishes
 * @param consumers consumes
 */
record RabbitSession(RabbitLink publishing, RabbitLink consuming, QueueTopology topology, Publisher publisher,
		ConsumerSupport consumers) {

	static RabbitSession create(RabbitConnector connector, RabbitBrokerOptions options, TimeSource time) {
		RabbitLink publishing = new RabbitLink("publish", connector, options, time);
		RabbitLink consuming = new RabbitLink("consume", connector, options, time);
		QueueTopology topology = new QueueTopology(consuming, options.defaultQueueType());
		DelayLadder ladder = new DelayLadder(consuming, topology);
		PublicationTargets targets = new PublicationTargets(topology, ladder, time);
		consuming.addListener(ladder);
		ConsumerSupport consumers = ConsumerSupport.of(consuming, topology, options, time);
		return new RabbitSession(publishing, consuming, topology, new Publisher(publishing, targets, options, time),
				consumers);
	}

	void close() {
		this.publisher.close();
		this.consumers.close();
		this.publishing.close();
		this.consuming.close();
		this.publisher.end();
	}

}
