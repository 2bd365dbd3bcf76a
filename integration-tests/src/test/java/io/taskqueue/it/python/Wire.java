package io.taskqueue.it.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;

import io.taskqueue.contract.server.RabbitServer;

import static org.awaitility.Awaitility.await;

/**
 * A plain AMQP client: what other clients see of our messages, and what they may send.
 */
final class Wire implements AutoCloseable {

	private final Connection connection;

	private final Channel channel;

	Wire(RabbitServer rabbit) {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(rabbit.host());
		factory.setPort(rabbit.port());
		factory.setUsername(rabbit.username());
		factory.setPassword(rabbit.password());
		factory.setVirtualHost(rabbit.virtualHost());
		try {
			this.connection = factory.newConnection("wire");
			this.channel = this.connection.createChannel();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Take the next message of a queue.
	 */
	GetResponse take(String queue) {
		return await().atMost(Duration.ofSeconds(10))
			.until(() -> this.channel.basicGet(queue, true), (message) -> message != null);
	}

	void publish(String queue, Map<String, Object> headers, String body) {
		publish(queue,
				new AMQP.BasicProperties.Builder().contentType("application/json")
					.contentEncoding("utf-8")
					.headers(headers)
					.build(),
				body.getBytes(StandardCharsets.UTF_8));
	}

	void publish(String queue, AMQP.BasicProperties properties, byte[] body) {
		try {
			this.channel.basicPublish("", queue, properties, body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Declare a queue as Celery does.
	 */
	void declare(String queue) {
		try {
			this.channel.queueDeclare(queue, true, false, false, Map.of());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Declare an exchange; fails if it exists and is another one.
	 */
	void declareExchange(String exchange, String type, boolean durable) throws IOException {
		this.channel.exchangeDeclare(exchange, type, durable);
	}

	/**
	 * Delete the messages of a queue that wait for a consumer.
	 * @return how many there were
	 */
	int purge(String queue) {
		try {
			return this.channel.queuePurge(queue).getMessageCount();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The messages of a queue that wait for a consumer.
	 */
	long waiting(String queue) {
		try {
			return this.channel.messageCount(queue);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

}
