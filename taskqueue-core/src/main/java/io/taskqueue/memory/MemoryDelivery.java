package io.taskqueue.memory;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Message;

/**
 * A message handed to a consumer. It is open as long as its queue counts it as unsettled.
 */
final class MemoryDelivery implements Delivery {

	private final MemoryQueue queue;

	private final MemoryConsumer consumer;

	private final StoredMessage stored;

	MemoryDelivery(MemoryQueue queue, MemoryConsumer consumer, StoredMessage stored) {
		this.queue = queue;
		this.consumer = consumer;
		this.stored = stored;
	}

	MemoryConsumer consumer() {
		return this.consumer;
	}

	StoredMessage stored() {
		return this.stored;
	}

	@Override
	public Message message() {
		return this.stored.message();
	}

	@Override
	public String queue() {
		return this.queue.name();
	}

	@Override
	public String exchange() {
		return this.stored.exchange();
	}

	@Override
	public String routingKey() {
		return this.stored.routingKey();
	}

	@Override
	public boolean redelivered() {
		return this.stored.redelivered();
	}

	@Override
	public boolean open() {
		return this.queue.isUnsettled(this);
	}

	@Override
	public void ack() {
		this.queue.drop(this);
	}

	@Override
	public void requeue() {
		this.queue.giveBack(this);
	}

	@Override
	public void reject() {
		this.queue.drop(this);
	}

}
