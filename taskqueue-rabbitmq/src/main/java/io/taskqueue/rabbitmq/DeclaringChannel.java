package io.taskqueue.rabbitmq;

import java.io.IOException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.BrokerException;

/**
 * A channel for declarations. The server closes a channel on which a declaration fails;
 * the next declaration then gets a fresh one. Confined to one thread.
 */
final class DeclaringChannel implements AutoCloseable {

	private static final int NOT_FOUND = AMQP.NOT_FOUND;

	private final Connection connection;

	private @Nullable Channel channel;

	DeclaringChannel(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Ask whether something exists.
	 * @return {@code false} if the server says that it doesn't
	 */
	boolean exists(Declaration passive) throws IOException {
		try {
			passive.on(channel());
			return true;
		}
		catch (IOException ex) {
			if (Causes.code(ex) == NOT_FOUND) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Declare something.
	 * @param what what it is, for the exception
	 */
	void declare(String what, Declaration declaration) throws IOException {
		try {
			declaration.on(channel());
		}
		catch (IOException ex) {
			if (Causes.code(ex) == 0) {
				throw ex;
			}
			throw new BrokerException("RabbitMQ refused to declare " + what + ": " + Causes.text(ex), ex);
		}
	}

	private Channel channel() throws IOException {
		Channel open = this.channel;
		if (open == null || !open.isOpen()) {
			open = this.connection.createChannel();
			if (open == null) {
				throw new IOException("The server allows no further channel on this connection");
			}
			this.channel = open;
		}
		return open;
	}

	@Override
	public void close() throws IOException {
		Channel open = this.channel;
		if (open == null || !open.isOpen()) {
			return;
		}
		try {
			open.abort();
		}
		catch (AlreadyClosedException ex) {
			this.channel = null;
		}
	}

	/**
	 * Something that is declared on a channel.
	 */
	@FunctionalInterface
	interface Declaration {

		void on(Channel channel) throws IOException;

	}

}
