package io.taskqueue.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import io.taskqueue.contract.server.RabbitServer;

/**
 * Connects tests with servers.
 */
final class Rabbits {

	private Rabbits() {
	}

	static CachingConnectionFactory connectionFactory(RabbitServer server) {
		return connectionFactory(server, server.host(), server.port());
	}

	/**
	 * Do something on the server past the broker under test.
	 */
	static void onChannel(RabbitServer server, ChannelAction action) throws Exception {
		ConnectionFactory factory = connectionFactory(server).getRabbitConnectionFactory();
		try (Connection connection = factory.newConnection(); Channel channel = connection.createChannel()) {
			action.on(channel);
		}
	}

	static CachingConnectionFactory connectionFactory(RabbitServer server, String host, int port) {
		CachingConnectionFactory factory = new CachingConnectionFactory(host, port);
		factory.setUsername(server.username());
		factory.setPassword(server.password());
		factory.setVirtualHost(server.virtualHost());
		return factory;
	}

	@FunctionalInterface
	interface ChannelAction {

		void on(Channel channel) throws Exception;

	}

}
