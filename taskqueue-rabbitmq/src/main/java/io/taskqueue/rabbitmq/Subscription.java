package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.rabbitmq.Settlements.Kind;
import io.taskqueue.rabbitmq.Settlements.Settlement;

/**
 * A consumer on a channel of its own with its own prefetch. When it is cancelled, the
 * channel stays open until the last delivery is settled, since closing it gives back what
 * is being worked on. Deliveries come on the channel's dispatch thread; settlements are
 * written by one thread, several at a time.
 */
final class Subscription {

	private static final Logger logger = LoggerFactory.getLogger(Subscription.class);

	private final QueueConsumer owner;

	private final Channel channel;

	private final RabbitThread settler;

	private final Settlements settlements = new Settlements();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private String tag = "";

	private volatile boolean active;

	private volatile boolean cancelled;

	private volatile boolean held;

	private Subscription(QueueConsumer owner, Channel channel, RabbitThread settler) {
		this.owner = owner;
		this.channel = channel;
		this.settler = settler;
	}

	/**
	 * Start consuming. On the link's thread.
	 */
	static Subscription open(Connection connection, QueueConsumer owner, int prefetch, RabbitThread settler)
			throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("The server allows no further channel on this connection");
		}
		Subscription subscription = new Subscription(owner, channel, settler);
		channel.basicQos(prefetch, false);
		subscription.active = true;
		subscription.tag = channel.basicConsume(owner.queue(), false, subscription.new Receiver(channel));
		return subscription;
	}

	String queue() {
		return this.owner.queue();
	}

	/**
	 * Whether the server hands it deliveries.
	 */
	boolean active() {
		return this.active && this.channel.isOpen();
	}

	/**
	 * Whether settling has an effect.
	 */
	boolean open() {
		return this.channel.isOpen();
	}

	void settle(long deliveryTag, Kind kind) {
		if (this.settlements.settle(new Settlement(deliveryTag, kind, false))) {
			this.settler.execute(this::write);
		}
	}

	/**
	 * Write no settlements until this subscription is cancelled, because each of them
	 * would bring another delivery.
	 */
	synchronized void hold() {
		if (this.active && !this.cancelled) {
			this.held = true;
		}
	}

	/**
	 * Write settlements again. Once cancelled or closed, they are held no more.
	 */
	private synchronized void release() {
		this.held = false;
	}

	private void write() {
		if (this.held) {
			return;
		}
		try {
			for (Settlement frame : this.settlements.take()) {
				write(frame);
			}
			closeWhenSettled();
		}
		catch (IOException | AlreadyClosedException ex) {
			logger.debug("The channel is gone: its deliveries of queue '{}' come again", queue());
		}
	}

	private void write(Settlement frame) throws IOException {
		switch (frame.kind()) {
			case ACK -> this.channel.basicAck(frame.tag(), frame.multiple());
			case REQUEUE -> this.channel.basicNack(frame.tag(), false, true);
			case REJECT -> this.channel.basicReject(frame.tag(), false);
		}
	}

	/**
	 * Take no more deliveries. On the link's thread.
	 * @return completes when all deliveries have been handed over
	 */
	CompletableFuture<Void> cancel() {
		this.cancelled = true;
		try {
			if (active()) {
				this.active = false;
				this.channel.basicCancel(this.tag);
			}
			else {
				this.ended.complete(null);
			}
		}
		catch (IOException | ShutdownSignalException ex) {
			this.ended.complete(null);
		}
		release();
		this.settler.execute(this::write);
		return this.ended;
	}

	private void closeWhenSettled() {
		if (this.cancelled && this.ended.isDone() && this.settlements.allSettled()) {
			closeNow();
		}
	}

	/**
	 * Write what is settled and close the channel, which gives back everything else.
	 * @return completes when it is closed
	 */
	CompletableFuture<Void> close() {
		this.active = false;
		release();
		CompletableFuture<Void> closed = new CompletableFuture<>();
		this.settler.execute(() -> {
			write();
			closeNow();
			closed.complete(null);
		});
		return closed;
	}

	private void closeNow() {
		this.owner.ended(this);
		try {
			if (this.channel.isOpen()) {
				this.channel.abort();
			}
		}
		catch (IOException | AlreadyClosedException ex) {
			logger.debug("The channel of queue '{}' was closed already", queue());
		}
	}

	private void gone(String reason) {
		boolean wasActive = this.active;
		this.active = false;
		release();
		this.ended.complete(null);
		if (wasActive) {
			this.owner.lost(this, reason);
		}
		this.settler.execute(this::write);
	}

	/**
	 * What the client library calls.
	 */
	private final class Receiver extends DefaultConsumer {

		Receiver(Channel channel) {
			super(channel);
		}

		@Override
		public void handleDelivery(String consumerTag, Envelope envelope, AMQP.BasicProperties properties,
				byte[] body) {
			Subscription subscription = Subscription.this;
			subscription.settlements.delivered(envelope.getDeliveryTag());
			subscription.owner.hand(new RabbitDelivery(subscription, envelope, AmqpMessages.message(properties, body)));
		}

		@Override
		public void handleCancelOk(String consumerTag) {
			Subscription.this.ended.complete(null);
			Subscription.this.settler.execute(Subscription.this::closeWhenSettled);
		}

		@Override
		public void handleCancel(String consumerTag) {
			Subscription.this.cancelled = true;
			gone("its consumer was cancelled, the queue may be deleted");
		}

		@Override
		public void handleShutdownSignal(String consumerTag, ShutdownSignalException cause) {
			gone(Causes.text(cause));
		}

	}

}
