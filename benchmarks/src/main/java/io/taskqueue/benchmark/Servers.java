package io.taskqueue.benchmark;

import java.util.List;
import java.util.Locale;

import com.rabbitmq.client.ConnectionFactory;
import io.lettuce.core.RedisURI;

import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;

/**
 * Where the servers are.
 *
 * @param rabbitHost the host of RabbitMQ
 * @param rabbitPort the port of RabbitMQ
 * @param redisHost the host of Redis
 * @param redisPort the port of Redis
 */
record Servers(String rabbitHost, int rabbitPort, String redisHost, int redisPort) {

	static Servers of(RabbitServer rabbit, RedisServer redis) {
		return new Servers(rabbit.host(), rabbit.port(), redis.host(), redis.port());
	}

	static Servers parse(String text) {
		String[] parts = text.split(",");
		return new Servers(parts[0], Integer.parseInt(parts[1]), parts[2], Integer.parseInt(parts[3]));
	}

	String text() {
		return String.join(",", List.of(this.rabbitHost, String.valueOf(this.rabbitPort), this.redisHost,
				String.valueOf(this.redisPort)));
	}

	ConnectionFactory rabbit() {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(this.rabbitHost);
		factory.setPort(this.rabbitPort);
		return factory;
	}

	RedisURI redis() {
		return RedisURI.create(this.redisHost, this.redisPort);
	}

	String amqpUri() {
		return String.format(Locale.ROOT, "amqp://guest:guest@%s:%d//", this.rabbitHost, this.rabbitPort);
	}

	String redisUri() {
		return String.format(Locale.ROOT, "redis://%s:%d/0", this.redisHost, this.redisPort);
	}

}
