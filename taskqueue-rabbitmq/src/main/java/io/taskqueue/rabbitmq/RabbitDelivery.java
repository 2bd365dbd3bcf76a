package io.taskqueue.rabbitmq;

import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.Envelope;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Message;
import io.taskqueue.rabbitmq.Settlements.Kind;

/**
 * A delivery of one subscription.
 */
final class RabbitDelivery implements Delivery {

	private final Subscription subscription;

	private final Envelope envelope;

	private final Message message;

	private final AtomicBoolean settled = new AtomicBoolean();

	RabbitDelivery(Subscription subscription, Envelope envelope, Message message) {
		this.subscription = subscription;
		this.envelope = envelope;
		this.message = message;
	}

	@Override
	public Message message() {
		return this.message;
	}

	@Override
	public String queue() {
		return this.subscription.queue();
	}

	/**
	 * A message that came down the delay ladder shows where it was last; published to the
	 * default exchange it reaches the same queue.
	 */
	@Override
	public String exchange() {
		return delayed() ? "" : this.envelope.getExchange();
	}

	@Override
	public String routingKey() {
		return delayed() ? queue() : this.envelope.getRoutingKey();
	}

	@Override
	public boolean redelivered() {
		return this.envelope.isRedeliver();
	}

	@Override
	public boolean open() {
		return !this.settled.get() && this.subscription.open();
	}

	@Override
	public void ack() {
		settle(Kind.ACK);
	}

	@Override
	public void requeue() {
		settle(Kind.REQUEUE);
	}

	@Override
	public void reject() {
		settle(Kind.REJECT);
	}

	private void settle(Kind kind) {
		if (this.settled.compareAndSet(false, true)) {
			this.subscription.settle(this.envelope.getDeliveryTag(), kind);
		}
	}

	/**
	 * Whether it was delayed for another queue and came here through a binding of
	 * Celery's, which matches every key that ends with the queue's name.
	 */
	boolean strayed() {
		return delayed() && DelayedKeys.strip(this.envelope.getRoutingKey()).endsWith("." + queue());
	}

	private boolean delayed() {
		return DelayedKeys.isLadder(this.envelope.getExchange());
	}

}
