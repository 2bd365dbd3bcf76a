package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.time.TimeSource;

/**
 * Publishes with pipelined confirms. Callers only add to a queue; one thread writes from
 * it, as long as there is a connection that is not blocked and the number of unconfirmed
 * publications is below its limit. What is written waits for its answer in
 * {@link Unconfirmed}; what is not written waits in the queue and survives a lost
 * connection there. One timer ends whatever is past its deadline.
 *
 * <p>
 * Threads: the link's thread writes and opens channels; the reader of the connection
 * brings answers; outcomes are handed out on a thread of their own, so that nobody who
 * waits for one can hold up the others.
 */
final class Publisher implements RabbitLink.Listener, PublishChannel.Listener {

	private static final Logger logger = LoggerFactory.getLogger(Publisher.class);

	private static final Duration SWEEP = Duration.ofMillis(100);

	private final RabbitLink link;

	private final PublicationTargets targets;

	private final RabbitBrokerOptions options;

	private final TimeSource time;

	private final RabbitThread outcomes = new RabbitThread("confirm");

	private final WaitingPublications waiting = new WaitingPublications();

	private final AtomicBoolean writing = new AtomicBoolean();

	private final AtomicBoolean sweeping = new AtomicBoolean();

	private volatile @Nullable PublishChannel channel;

	private volatile @Nullable String blocked;

	private volatile @Nullable PublishChannel channelAtClose;

	private volatile boolean closed;

	Publisher(RabbitLink link, PublicationTargets targets, RabbitBrokerOptions options, TimeSource time) {
		this.link = link;
		this.targets = targets;
		this.options = options;
		this.time = time;
		link.addListener(this);
	}

	CompletionStage<Void> publish(Publication publication) {
		try {
			return publish(new PendingPublication(publication, this.time.nanoTime()));
		}
		catch (BrokerException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletionStage<Void> publish(PendingPublication pending) {
		if (this.waiting.count() >= this.options.maxWaiting()) {
			fail(pending, PublishFailures.tooMany(pending, this.options.maxWaiting(), reason()));
			return pending.outcome;
		}
		this.link.open();
		this.waiting.announce();
		CompletionStage<Void> ready = this.targets.verify(pending.publication());
		if (ready == null) {
			enqueue(pending);
		}
		else {
			enqueueWhen(ready, pending);
		}
		sweepLater();
		return pending.outcome;
	}

	private void enqueueWhen(CompletionStage<Void> ready, PendingPublication pending) {
		TimeSource.Timer limit = this.time.schedule(pending.publication().confirmTimeout(), () -> expire(pending));
		ready.whenComplete((none, failure) -> {
			limit.cancel();
			if (failure == null) {
				enqueue(pending);
			}
			else if (this.waiting.abandon(pending)) {
				fail(pending, failure);
			}
		});
	}

	private void enqueue(PendingPublication pending) {
		this.waiting.add(pending);
		if (this.closed) {
			failWaiting();
		}
		writeSoon();
	}

	private void writeSoon() {
		if (this.writing.compareAndSet(false, true)) {
			this.link.execute(this::write);
		}
	}

	private void write() {
		this.writing.set(false);
		PublishChannel open = this.channel;
		while (open != null && this.blocked == null && open.unconfirmed().size() < this.options.maxUnconfirmed()) {
			PendingPublication pending = this.waiting.claim();
			if (pending == null || !write(pending, open)) {
				return;
			}
		}
	}

	private boolean write(PendingPublication pending, PublishChannel open) {
		pending.route(this.time.now());
		try {
			if (open.write(pending)) {
				return true;
			}
			writeAgain(pending);
			return false;
		}
		catch (BrokerException ex) {
			fail(pending, ex);
			return true;
		}
		catch (IOException ex) {
			logger.debug("Writing a publication failed; the connection will say so", ex);
			return false;
		}
	}

	private void writeAgain(PendingPublication pending) {
		this.waiting.putBack(pending);
		if (this.closed) {
			failWaiting();
		}
	}

	@Override
	public void confirmed(List<PendingPublication> publications) {
		this.outcomes.execute(() -> publications.forEach((pending) -> pending.outcome.complete(null)));
		if (!this.waiting.noneReady()) {
			writeSoon();
		}
	}

	@Override
	public void refused(List<PendingPublication> publications) {
		publications.forEach((pending) -> fail(pending, PublishFailures.refused(pending)));
		writeSoon();
	}

	/**
	 * The queue may have been deleted since it was declared: declare it and try once
	 * more.
	 */
	@Override
	public void returned(PendingPublication pending) {
		publishAgain(pending, PublishFailures.noQueue(pending.exchange(), pending.routingKey()));
		writeSoon();
	}

	private void publishAgain(PendingPublication pending, UnroutableException otherwise) {
		CompletionStage<Void> restored = pending.repeat() ? this.targets.restore(pending) : null;
		if (restored != null) {
			this.waiting.announce();
			enqueueWhen(restored, pending);
		}
		else {
			fail(pending, otherwise);
		}
	}

	@Override
	public void opened(Connection connection) {
		connection.addBlockedListener(new Blocking());
		openChannel(connection);
	}

	private void openChannel(Connection connection) {
		try {
			this.channel = PublishChannel.open(connection, this);
			writeSoon();
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.warn("No channel for publishing: {}", Causes.text(ex));
			this.link.reconnect();
		}
	}

	@Override
	public void lost(ShutdownSignalException cause) {
		this.blocked = null;
		this.channel = null;
	}

	@Override
	public void closed(PublishChannel closedChannel, ShutdownSignalException cause) {
		this.link.execute(() -> closedNow(closedChannel, cause));
	}

	private void closedNow(PublishChannel closedChannel, ShutdownSignalException cause) {
		if (this.channel == closedChannel) {
			this.channel = null;
		}
		if (!cause.isHardError()) {
			this.targets.forgetAll();
		}
		new ClosedChannel(cause, this::fail, this::publishAgain, this::writeAgain).sort(closedChannel.unconfirmed());
		Connection connection = this.link.connection();
		if (!cause.isHardError() && connection != null && connection.isOpen() && this.channel == null) {
			logger.warn("RabbitMQ closed the channel for publishing, opening another: {}", Causes.text(cause));
			openChannel(connection);
		}
	}

	private void fail(PendingPublication pending, Throwable failure) {
		this.outcomes.execute(() -> pending.outcome.completeExceptionally(Causes.unwrapped(failure)));
	}

	private void sweepLater() {
		if (this.sweeping.compareAndSet(false, true)) {
			this.time.schedule(SWEEP, this::sweep);
		}
	}

	private void sweep() {
		this.sweeping.set(false);
		long now = this.time.nanoTime();
		this.waiting.abandonOverdue(now)
			.forEach((pending) -> fail(pending, PublishFailures.overdue(pending, reason())));
		PublishChannel open = this.channel;
		if (open != null) {
			open.unconfirmed()
				.removeAll((pending) -> pending.overdue(now))
				.forEach((pending) -> fail(pending, PublishFailures.silent(pending, this.blocked)));
		}
		if (!this.closed && (this.waiting.count() > 0 || (open != null && open.unconfirmed().size() > 0))) {
			sweepLater();
		}
	}

	private void expire(PendingPublication pending) {
		if (this.waiting.abandon(pending)) {
			fail(pending, PublishFailures.overdue(pending, reason()));
		}
	}

	/**
	 * Why publications wait.
	 */
	private String reason() {
		String alarm = this.blocked;
		if (alarm != null) {
			return PublishFailures.blocked(alarm);
		}
		return (this.channel == null) ? "No connection to RabbitMQ (" + this.link.state() + ")"
				: "RabbitMQ is slower than the publishers";
	}

	void close() {
		this.closed = true;
		this.channelAtClose = this.channel;
		failWaiting();
	}

	/**
	 * After the link is closed: nothing more will be answered.
	 */
	void end() {
		PublishChannel last = this.channelAtClose;
		if (last != null) {
			last.unconfirmed()
				.removeAll((pending) -> true)
				.forEach((pending) -> fail(pending, PublishFailures.stoppedUnconfirmed(pending)));
		}
		this.outcomes.close(this.options.rpcTimeout());
	}

	private void failWaiting() {
		this.waiting.abandonAll().forEach((pending) -> fail(pending, PublishFailures.stopped(pending)));
	}

	/**
	 * Learns that the server takes no publications, on the connection's reader thread.
	 */
	private final class Blocking implements BlockedListener {

		@Override
		public void handleBlocked(String reason) {
			Publisher.this.blocked = reason;
			logger.warn("RabbitMQ blocks publishing: memory or disk alarm ({})", reason);
		}

		@Override
		public void handleUnblocked() {
			Publisher.this.blocked = null;
			logger.info("RabbitMQ takes publications again");
			writeSoon();
		}

	}

}
