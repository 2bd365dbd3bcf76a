package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.time.TimeSource;

/**
 * One connection that is made on first use and again whenever it is lost. Everything that
 * happens to it happens on its one thread, except that {@link #connection()} may be read
 * anywhere.
 */
final class RabbitLink {

	private static final Logger logger = LoggerFactory.getLogger(RabbitLink.class);

	/**
	 * A connection that lived this long has worked; a shorter one may have been lost by
	 * what it did, so pauses go on growing.
	 */
	private static final long STABLE_NANOS = 10_000_000_000L;

	private final String purpose;

	private final RabbitConnector connector;

	private final RabbitBrokerOptions options;

	private final TimeSource time;

	private final RabbitThread thread;

	private final List<Listener> listeners = new ArrayList<>();

	private final List<Runnable> waiting = new ArrayList<>();

	private final Backoff backoff;

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile @Nullable PhysicalConnection current;

	private volatile String state = "not connected yet";

	private volatile boolean closed;

	private long openedAt;

	RabbitLink(String purpose, RabbitConnector connector, RabbitBrokerOptions options, TimeSource time) {
		this.purpose = purpose;
		this.connector = connector;
		this.options = options;
		this.time = time;
		this.thread = new RabbitThread(purpose);
		this.backoff = new Backoff(options);
	}

	/**
	 * Add a listener; before first use only.
	 */
	void addListener(Listener listener) {
		this.listeners.add(listener);
	}

	void open() {
		if (this.started.compareAndSet(false, true)) {
			execute(this::connect);
		}
	}

	/**
	 * The connection, or {@code null} while there is none.
	 */
	@Nullable Connection connection() {
		PhysicalConnection physical = this.current;
		return (physical != null) ? physical.connection() : null;
	}

	/**
	 * Why there is no connection, in words.
	 */
	String state() {
		return this.state;
	}

	void execute(Runnable action) {
		this.thread.execute(action);
	}

	/**
	 * Do something with the connection on the link's thread, once there is one.
	 * @return its outcome, or a {@link BrokerException} if there is no connection in time
	 */
	CompletableFuture<Void> call(Call call) {
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		if (this.closed) {
			outcome.completeExceptionally(unavailable());
			return outcome;
		}
		TimeSource.Timer limit = this.time.schedule(this.options.rpcTimeout(),
				() -> outcome.completeExceptionally(unavailable()));
		outcome.whenComplete((value, failure) -> limit.cancel());
		open();
		execute(() -> callNow(call, outcome));
		return outcome;
	}

	private void callNow(Call call, CompletableFuture<Void> outcome) {
		Connection connection = connection();
		if (outcome.isDone()) {
			return;
		}
		if (this.closed) {
			outcome.completeExceptionally(unavailable());
			return;
		}
		if (connection == null) {
			this.waiting.add(() -> callNow(call, outcome));
			return;
		}
		try {
			call.with(connection);
			outcome.complete(null);
		}
		catch (BrokerException ex) {
			outcome.completeExceptionally(ex);
		}
		catch (IOException | RuntimeException ex) {
			giveUpIfUnanswered(ex);
			outcome.completeExceptionally(new BrokerException("RabbitMQ refused: " + Causes.text(ex), ex));
		}
	}

	private BrokerException unavailable() {
		return new BrokerException("No answer from RabbitMQ: " + this.state, null);
	}

	/**
	 * A server that doesn't answer may be gone: don't wait for the heartbeat to say so.
	 */
	void giveUpIfUnanswered(Throwable failure) {
		if (Causes.has(failure, ChannelContinuationTimeoutException.class)) {
			reconnect();
		}
	}

	/**
	 * Give this connection up.
	 */
	void reconnect() {
		PhysicalConnection physical = this.current;
		if (physical != null) {
			physical.kill();
		}
	}

	private void connect() {
		if (this.closed || this.current != null) {
			return;
		}
		try {
			PhysicalConnection physical = this.connector.connect(this.purpose);
			if (this.closed) {
				physical.close();
				return;
			}
			opened(physical);
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			connectFailed(Causes.text(ex));
			connectLater();
		}
	}

	private void connectFailed(String reason) {
		if (!reason.equals(this.state)) {
			logger.warn("Connecting to RabbitMQ ({}) failed, trying again: {}", this.purpose, reason);
		}
		this.state = reason;
	}

	private void opened(PhysicalConnection physical) {
		this.current = physical;
		this.openedAt = this.time.nanoTime();
		this.state = "connected";
		physical.connection().addShutdownListener((cause) -> execute(() -> lost(physical, cause)));
		logger.info("Connected to RabbitMQ at {} ({})", physical.address(), this.purpose);
		List<Runnable> calls = List.copyOf(this.waiting);
		this.waiting.clear();
		this.listeners.forEach((listener) -> listener.opened(physical.connection()));
		calls.forEach(Runnable::run);
	}

	private void lost(PhysicalConnection physical, ShutdownSignalException cause) {
		if (this.current != physical) {
			return;
		}
		this.current = null;
		this.state = Causes.text(cause);
		if (!this.closed) {
			logger.warn("The connection to RabbitMQ ({}) is lost, connecting again: {}", this.purpose, this.state);
			explainUnreadableMessage(cause);
		}
		this.listeners.forEach((listener) -> listener.lost(cause));
		if (this.time.nanoTime() - this.openedAt > STABLE_NANOS) {
			this.backoff.reset();
		}
		connectLater();
	}

	private void explainUnreadableMessage(ShutdownSignalException cause) {
		if (Causes.has(cause, MalformedFrameException.class)) {
			logger
				.error("A message can't be read and comes again after each reconnect. Most likely a Python client has put "
						+ "an integer beyond 32 bits into one of its headers: remove the message from its queue, and send "
						+ "such numbers as text (protocol reference 1.1)");
		}
	}

	private void connectLater() {
		if (!this.closed) {
			this.time.schedule(this.backoff.pause(), () -> execute(this::connect));
		}
	}

	/**
	 * Close the connection and end the thread.
	 */
	void close() {
		this.closed = true;
		this.state = "stopped";
		PhysicalConnection physical = this.current;
		if (physical != null) {
			physical.close();
		}
		execute(() -> {
			PhysicalConnection late = this.current;
			if (late != null) {
				late.close();
			}
			List.copyOf(this.waiting).forEach(Runnable::run);
		});
		this.thread.close(this.options.rpcTimeout());
	}

	/**
	 * Something that needs a connection.
	 */
	@FunctionalInterface
	interface Call {

		void with(Connection connection) throws IOException;

	}

	/**
	 * Learns about the connection on the link's thread.
	 */
	interface Listener {

		void opened(Connection connection);

		void lost(ShutdownSignalException cause);

	}

}
