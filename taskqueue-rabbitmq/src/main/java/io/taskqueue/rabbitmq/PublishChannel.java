package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.util.List;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;

import io.taskqueue.broker.BrokerException;

/**
 * A channel in confirm mode and what was written to it. Written to by one thread;
 * answered on the connection's reader thread. Sequence numbers are counted here, because
 * the client library also counts messages that it then refuses to write.
 */
final class PublishChannel {

	private final Channel channel;

	private final Listener listener;

	private final Unconfirmed unconfirmed = new Unconfirmed();

	private long nextSequence = 1;

	private PublishChannel(Channel channel, Listener listener) {
		this.channel = channel;
		this.listener = listener;
	}

	static PublishChannel open(Connection connection, Listener listener) throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("The server allows no further channel on this connection");
		}
		PublishChannel publishing = new PublishChannel(channel, listener);
		channel.confirmSelect();
		channel.addConfirmListener(publishing::acknowledged, publishing::refused);
		channel.addReturnListener(publishing::returned);
		channel.addShutdownListener((cause) -> listener.closed(publishing, cause));
		return publishing;
	}

	/**
	 * Write a claimed publication.
	 * @return {@code false} if the channel is closed and nothing was written
	 * @throws BrokerException if the message can't be written to any channel
	 * @throws IOException if it is not known how much was written
	 */
	boolean write(PendingPublication pending) throws IOException {
		long sequence = this.nextSequence++;
		this.unconfirmed.add(sequence, pending);
		try {
			this.channel.basicPublish(pending.exchange(), pending.routingKey(), true, pending.properties(),
					pending.body());
			return true;
		}
		catch (AlreadyClosedException ex) {
			return this.unconfirmed.remove(sequence) == null;
		}
		catch (IllegalArgumentException ex) {
			this.unconfirmed.remove(sequence);
			this.nextSequence = sequence;
			throw PublishFailures.unwritable(pending, ex);
		}
	}

	Unconfirmed unconfirmed() {
		return this.unconfirmed;
	}

	private void acknowledged(long sequence, boolean multiple) {
		this.listener.confirmed(this.unconfirmed.answered(sequence, multiple));
	}

	private void refused(long sequence, boolean multiple) {
		this.listener.refused(this.unconfirmed.answered(sequence, multiple));
	}

	/**
	 * A return names no sequence number, but messages are returned in their order.
	 */
	private void returned(Return returned) {
		PendingPublication pending = this.unconfirmed.removeFirst((candidate) -> candidate.matches(returned));
		if (pending != null) {
			this.listener.returned(pending);
		}
	}

	/**
	 * Learns what becomes of publications, on the connection's reader thread.
	 */
	interface Listener {

		void confirmed(List<PendingPublication> publications);

		void refused(List<PendingPublication> publications);

		void returned(PendingPublication publication);

		void closed(PublishChannel channel, ShutdownSignalException cause);

	}

}
