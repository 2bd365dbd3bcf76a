package io.taskqueue.worker;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Message;
import io.taskqueue.result.Lease;

/**
 * A lapsed lease as the delivery that it once was. There is nothing to settle.
 *
 * @param lease the lease
 */
record LapsedDelivery(Lease lease) implements Delivery {

	@Override
	public Message message() {
		return this.lease.message();
	}

	@Override
	public String queue() {
		return this.lease.queue();
	}

	@Override
	public String exchange() {
		return this.lease.exchange();
	}

	@Override
	public String routingKey() {
		return this.lease.routingKey();
	}

	@Override
	public boolean redelivered() {
		return true;
	}

	@Override
	public boolean open() {
		return false;
	}

	@Override
	public void ack() {
		// The broker has had its acknowledgement
	}

	@Override
	public void requeue() {
		// The broker has had its acknowledgement
	}

	@Override
	public void reject() {
		// The broker has had its acknowledgement
	}

}
