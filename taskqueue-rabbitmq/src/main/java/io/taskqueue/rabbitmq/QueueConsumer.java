package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;

/**
 * A consumer that outlives its channels. Whatever ends a subscription (the connection,
 * the channel, the queue), another one follows, until the consumer is cancelled. The
 * prefetch of a running subscription can't be changed, so another one takes its place and
 * the old one ends once its deliveries are settled.
 *
 * <p>
 * Subscriptions are opened and cancelled on the link's thread.
 */
final class QueueConsumer implements MessageConsumer {

	private static final Logger logger = LoggerFactory.getLogger(QueueConsumer.class);

	private final String queue;

	private final DeliveryHandler handler;

	private final ConsumerSupport support;

	private final Backoff backoff;

	private final Object handing = new Object();

	private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Subscription current;

	private volatile int prefetch;

	private volatile boolean cancelled;

	private volatile boolean replacing;

	private boolean closedToDeliveries;

	private boolean strayReported;

	private volatile @Nullable String lastFailure;

	QueueConsumer(ConsumerOptions options, DeliveryHandler handler, ConsumerSupport support) {
		this.queue = options.queue();
		this.prefetch = options.prefetch();
		this.handler = handler;
		this.support = support;
		this.backoff = new Backoff(support.options());
	}

	@Override
	public String queue() {
		return this.queue;
	}

	@Override
	public boolean active() {
		Subscription subscription = this.current;
		return !this.cancelled && (this.replacing || (subscription != null && subscription.active()));
	}

	@Override
	public @Nullable String problem() {
		if (active()) {
			return null;
		}
		RabbitLink link = this.support.link();
		return (link.connection() != null) ? this.lastFailure : "no connection to RabbitMQ (" + link.state() + ")";
	}

	/**
	 * Consume unless that is so. On the link's thread.
	 */
	void subscribe() {
		Connection connection = this.support.link().connection();
		if (this.cancelled || active() || connection == null) {
			return;
		}
		try {
			this.support.topology().redeclare(connection, this.queue);
			replace(connection);
			this.lastFailure = null;
			logger.info("Consuming queue '{}' with prefetch {}", this.queue, this.prefetch);
		}
		catch (IOException | ShutdownSignalException | BrokerException ex) {
			failed(ex);
		}
	}

	private void failed(Exception failure) {
		String text = Causes.text(failure);
		if (!text.equals(this.lastFailure)) {
			logger.warn("Queue '{}' can't be consumed, trying again: {}", this.queue, text);
			this.lastFailure = text;
		}
		this.support.topology().forget(this.queue);
		this.support.link().giveUpIfUnanswered(failure);
		subscribeLater();
	}

	private void replace(Connection connection) throws IOException {
		cancelCurrent();
		Subscription opened = Subscription.open(connection, this, this.prefetch, this.support.settler());
		this.subscriptions.add(opened);
		this.current = opened;
		if (this.cancelled) {
			opened.close();
		}
	}

	private void subscribeLater() {
		Duration pause = this.backoff.pause();
		this.support.time().schedule(pause, () -> this.support.link().execute(this::subscribe));
	}

	/**
	 * A subscription ended by itself. On any thread.
	 */
	void lost(Subscription subscription, String reason) {
		this.support.link().execute(() -> {
			if (this.current == subscription && !this.cancelled) {
				logger.warn("Queue '{}' is no longer consumed, trying again: {}", this.queue, reason);
				this.lastFailure = reason;
				this.support.topology().forget(this.queue);
				subscribeLater();
			}
		});
	}

	/**
	 * Nothing more can be settled on a subscription.
	 */
	void ended(Subscription subscription) {
		this.subscriptions.remove(subscription);
	}

	/**
	 * Hand a delivery over. Dispatch threads of different subscriptions take turns, so
	 * that cancelling can end handing over.
	 */
	void hand(RabbitDelivery delivery) {
		synchronized (this.handing) {
			if (this.closedToDeliveries) {
				delivery.requeue();
				return;
			}
			reportStray(delivery);
			try {
				this.handler.handle(delivery);
				this.backoff.reset();
			}
			catch (RuntimeException ex) {
				logger.error("Taking over a delivery of queue '{}' failed, it goes back", this.queue, ex);
				delivery.requeue();
			}
		}
	}

	private void reportStray(RabbitDelivery delivery) {
		if (!this.strayReported && delivery.strayed()) {
			this.strayReported = true;
			logger.warn(
					"Queue '{}' also gets delayed messages of a queue whose name ends with '.{}', through a binding "
							+ "'#.{}' of a Celery worker: such tasks run twice, so rename one of the queues",
					this.queue, this.queue, this.queue);
		}
	}

	@Override
	public void prefetch(int count) {
		this.prefetch = new ConsumerOptions(this.queue, count).prefetch();
		Subscription subscription = this.current;
		if (subscription != null) {
			subscription.hold();
		}
		this.support.link().execute(this::replaceCurrent);
	}

	private void replaceCurrent() {
		Connection connection = this.support.link().connection();
		if (connection == null || !active()) {
			return;
		}
		this.replacing = true;
		try {
			replace(connection);
		}
		catch (IOException | ShutdownSignalException ex) {
			failed(ex);
		}
		finally {
			this.replacing = false;
		}
	}

	/**
	 * A handler that cancels its own consumer stands in the way of the deliveries behind
	 * it, so it doesn't wait for them; they go back.
	 */
	@Override
	public void cancel() {
		this.cancelled = true;
		CompletableFuture<Void> handedOver = new CompletableFuture<>();
		this.support.link().execute(() -> cancelCurrent().thenRun(() -> handedOver.complete(null)));
		if (this.current != null && !Thread.holdsLock(this.handing)) {
			await(handedOver);
		}
		synchronized (this.handing) {
			this.closedToDeliveries = true;
		}
		this.support.forget(this);
	}

	private CompletableFuture<Void> cancelCurrent() {
		Subscription subscription = this.current;
		return (subscription != null) ? subscription.cancel() : CompletableFuture.completedFuture(null);
	}

	@Override
	public void close() {
		this.cancelled = true;
		synchronized (this.handing) {
			this.closedToDeliveries = true;
		}
		this.support.forget(this);
		await(CompletableFuture
			.allOf(this.subscriptions.stream().map(Subscription::close).toArray(CompletableFuture[]::new)));
	}

	private void await(CompletableFuture<Void> stage) {
		try {
			stage.get(this.support.options().rpcTimeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.warn("Ending the consumer of queue '{}' takes longer than {}", this.queue,
					this.support.options().rpcTimeout());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
