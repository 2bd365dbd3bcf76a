package io.taskqueue.rabbitmq;

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

	static CachingConnectionFactory connectionFactory(RabbitServer server, String host, int port) {
		CachingConnectionFactory factory = new CachingConnectionFactory(host, port);
		factory.setUsername(server.username());
		factory.setPassword(server.password());
		factory.setVirtualHost(server.virtualHost());
		return factory;
	}

}
