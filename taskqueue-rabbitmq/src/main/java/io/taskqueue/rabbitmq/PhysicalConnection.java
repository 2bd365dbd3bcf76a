package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.time.TimeSource;

/**
 * A connection together with its socket: where the other side reads no more, writing
 * blocks, and only closing the socket ends that.
 */
final class PhysicalConnection {

	private static final Logger logger = LoggerFactory.getLogger(PhysicalConnection.class);

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

	private final Connection connection;

	private final @Nullable Socket socket;

	private final TimeSource time;

	PhysicalConnection(Connection connection, @Nullable Socket socket, TimeSource time) {
		this.connection = connection;
		this.socket = socket;
		this.time = time;
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Close in an orderly way if that is possible within two seconds.
	 */
	void close() {
		TimeSource.Timer limit = this.time.schedule(CLOSE_LIMIT, this::kill);
		try {
			this.connection.abort(Math.toIntExact(CLOSE_LIMIT.toMillis()));
		}
		finally {
			limit.cancel();
		}
	}

	/**
	 * Cut the connection.
	 */
	void kill() {
		if (this.socket == null) {
			return;
		}
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("Closing a socket failed", ex);
		}
	}

	String address() {
		return this.connection.getAddress().getHostAddress() + ":" + this.connection.getPort();
	}

}
