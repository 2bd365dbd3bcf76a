package io.taskqueue.rabbitmq;

import java.time.Duration;

import io.taskqueue.broker.QueueDeclaration.QueueType;

/**
 * How the broker behaves on RabbitMQ. Addresses, credentials and TLS are not here: they
 * come from Spring's connection factory.
 *
 * @param defaultQueueType the type of a created queue whose declaration names none
 * @param rpcTimeout how long to wait for an answer to a declaration and the like, and for
 * a connection where there is none yet; a connection that doesn't answer in time is given
 * up and made anew
 * @param heartbeat the heartbeat to ask for where the connection factory asks for the
 * client's default of 60 seconds; a dead connection is noticed after two of them
 * @param recoveryMinDelay the shortest pause before connecting or consuming again
 * @param recoveryMaxDelay the longest pause before connecting or consuming again; pauses
 * double in between and are spread by chance
 * @param maxUnconfirmed how many publications may wait for a confirm at once; further
 * ones wait in memory, in their order
 * @param maxWaiting how many publications may wait in memory; further ones fail at once
 * @param consumerTimeout the server's {@code consumer_timeout}: how long it waits for a
 * delivery to be settled; zero where it waits for ever
 * @param connectionName what the names of the connections begin with in the management
 * console
 * @since 0.1.0
 */
public record RabbitBrokerOptions(QueueType defaultQueueType, Duration rpcTimeout, Duration heartbeat,
		Duration recoveryMinDelay, Duration recoveryMaxDelay, int maxUnconfirmed, int maxWaiting,
		Duration consumerTimeout, String connectionName) {

	/**
	 * Checks that durations and numbers are positive.
	 */
	public RabbitBrokerOptions {
		requirePositive("rpcTimeout", rpcTimeout);
		requirePositive("heartbeat", heartbeat);
		requirePositive("recoveryMinDelay", recoveryMinDelay);
		if (recoveryMaxDelay.compareTo(recoveryMinDelay) < 0) {
			throw new IllegalArgumentException(
					"'recoveryMaxDelay' must not be below 'recoveryMinDelay': " + recoveryMaxDelay);
		}
		if (consumerTimeout.isNegative()) {
			throw new IllegalArgumentException("'consumerTimeout' must not be negative: " + consumerTimeout);
		}
		if (maxUnconfirmed < 1 || maxWaiting < 1) {
			throw new IllegalArgumentException(
					"'maxUnconfirmed' and 'maxWaiting' must be at least 1: " + maxUnconfirmed + " and " + maxWaiting);
		}
	}

	/**
	 * The defaults: quorum queues, 10 seconds for answers and heartbeats, pauses of 100
	 * milliseconds to 5 seconds, 10,000 unconfirmed and 100,000 waiting publications,
	 * RabbitMQ's own consumer timeout of 30 minutes.
	 * @return the defaults
	 */
	public static RabbitBrokerOptions defaults() {
		return new RabbitBrokerOptions(QueueType.QUORUM, Duration.ofSeconds(10), Duration.ofSeconds(10),
				Duration.ofMillis(100), Duration.ofSeconds(5), 10_000, 100_000, Duration.ofMinutes(30), "taskqueue");
	}

	/**
	 * The same options with another type of created queues.
	 * @param type the type of a created queue whose declaration names none
	 * @return new options
	 */
	public RabbitBrokerOptions withDefaultQueueType(QueueType type) {
		return new RabbitBrokerOptions(type, this.rpcTimeout, this.heartbeat, this.recoveryMinDelay,
				this.recoveryMaxDelay, this.maxUnconfirmed, this.maxWaiting, this.consumerTimeout, this.connectionName);
	}

	/**
	 * The same options with other limits of publications in memory.
	 * @param unconfirmed how many publications may wait for a confirm at once
	 * @param waiting how many further ones may wait in memory
	 * @return new options
	 */
	public RabbitBrokerOptions withLimits(int unconfirmed, int waiting) {
		return new RabbitBrokerOptions(this.defaultQueueType, this.rpcTimeout, this.heartbeat, this.recoveryMinDelay,
				this.recoveryMaxDelay, unconfirmed, waiting, this.consumerTimeout, this.connectionName);
	}

	/**
	 * The same options with other limits of waiting for the server.
	 * @param rpc how long to wait for an answer
	 * @param beat the heartbeat to ask for
	 * @return new options
	 */
	public RabbitBrokerOptions withTimeouts(Duration rpc, Duration beat) {
		return new RabbitBrokerOptions(this.defaultQueueType, rpc, beat, this.recoveryMinDelay, this.recoveryMaxDelay,
				this.maxUnconfirmed, this.maxWaiting, this.consumerTimeout, this.connectionName);
	}

	/**
	 * The same options for a server with another consumer timeout.
	 * @param timeout the server's {@code consumer_timeout}, zero where it waits for ever
	 * @return new options
	 */
	public RabbitBrokerOptions withConsumerTimeout(Duration timeout) {
		return new RabbitBrokerOptions(this.defaultQueueType, this.rpcTimeout, this.heartbeat, this.recoveryMinDelay,
				this.recoveryMaxDelay, this.maxUnconfirmed, this.maxWaiting, timeout, this.connectionName);
	}

	private static void requirePositive(String name, Duration duration) {
		if (duration.isZero() || duration.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must be positive: " + duration);
		}
	}

}
