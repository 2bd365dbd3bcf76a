package io.taskqueue.autoconfigure;

import java.time.Duration;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.taskqueue.broker.Broker;
import io.taskqueue.rabbitmq.RabbitBroker;
import io.taskqueue.rabbitmq.RabbitBrokerOptions;
import io.taskqueue.time.TimeSource;

/**
 * Auto-configuration for RabbitMQ as the broker, over the application's connection
 * factory.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration",
		"org.springframework.boot.rabbitmq.autoconfigure.RabbitAutoConfiguration" })
@ConditionalOnClass({ ConnectionFactory.class, RabbitBroker.class })
@ConditionalOnBean(ConnectionFactory.class)
@ConditionalOnProperty(name = "taskqueue.broker", havingValue = "rabbitmq", matchIfMissing = true)
@EnableConfigurationProperties(TaskQueueProperties.class)
public final class TaskQueueRabbitAutoConfiguration {

	TaskQueueRabbitAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(Broker.class)
	RabbitBroker taskQueueBroker(
			@TaskQueueConnectionFactory ObjectProvider<ConnectionFactory> dedicatedConnectionFactory,
			ObjectProvider<ConnectionFactory> connectionFactory, TaskQueueProperties properties,
			TimeSource timeSource) {
		ConnectionFactory chosen = ConnectionFactories.choose(ConnectionFactory.class, dedicatedConnectionFactory,
				connectionFactory);
		Duration consumerTimeout = properties.rabbitmq().consumerTimeout();
		TaskQueueOptions.requireNotNegative("taskqueue.rabbitmq.consumer-timeout", consumerTimeout);
		try {
			return new RabbitBroker(chosen, RabbitBrokerOptions.defaults().withConsumerTimeout(consumerTimeout),
					timeSource);
		}
		catch (IllegalArgumentException ex) {
			throw new UnmetRequirementException("Tasks can't go through RabbitMQ: " + ex.getMessage(),
					"Use a connection factory for one server, if need be as a bean of its own with "
							+ "@TaskQueueConnectionFactory.");
		}
	}

}
