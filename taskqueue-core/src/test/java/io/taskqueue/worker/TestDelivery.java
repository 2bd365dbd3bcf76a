package io.taskqueue.worker;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Message;

/**
 * A delivery without a broker.
 */
final class TestDelivery implements Delivery {

	volatile String settled = "";

	volatile boolean open = true;

	private final Message message;

	private final boolean redelivered;

	TestDelivery(Message message) {
		this(message, false);
	}

	TestDelivery(Message message, boolean redelivered) {
		this.message = message;
		this.redelivered = redelivered;
	}

	@Override
	public Message message() {
		return this.message;
	}

	@Override
	public String queue() {
		return "tasks";
	}

	@Override
	public String exchange() {
		return "";
	}

	@Override
	public String routingKey() {
		return "tasks";
	}

	@Override
	public boolean redelivered() {
		return this.redelivered;
	}

	@Override
	public boolean open() {
		return this.open;
	}

	@Override
	public void ack() {
		settle("ack");
	}

	@Override
	public void requeue() {
		settle("requeue");
	}

	@Override
	public void reject() {
		settle("reject");
	}

	private void settle(String how) {
		if (this.open) {
			this.settled = how;
			this.open = false;
		}
	}

}
