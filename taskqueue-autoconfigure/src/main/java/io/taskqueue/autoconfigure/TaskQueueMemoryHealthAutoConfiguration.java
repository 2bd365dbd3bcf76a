package io.taskqueue.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import io.taskqueue.autoconfigure.TaskQueueProperties.ResultStoreType;

/**
 * Auto-configuration for the health entries of servers that are on the class path because
 * of the task queue, and that a task queue in memory does not use: they are off unless
 * the application turns them on. The properties are added behind all others, before the
 * conditions of these entries are evaluated.
 *
 * @since 0.1.0
 */
@AutoConfiguration(beforeName = {
		"org.springframework.boot.amqp.autoconfigure.health.RabbitHealthContributorAutoConfiguration",
		"org.springframework.boot.rabbitmq.autoconfigure.health.RabbitHealthContributorAutoConfiguration",
		"org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration",
		"org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration" })
public final class TaskQueueMemoryHealthAutoConfiguration {

	TaskQueueMemoryHealthAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "taskqueue.broker", havingValue = "memory")
	@PropertySource(name = "taskqueue: the broker is in memory",
			value = "classpath:io/taskqueue/autoconfigure/memory-broker.properties")
	static class WithoutRabbit {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnResultStore(ResultStoreType.MEMORY)
	@PropertySource(name = "taskqueue: the results are in memory",
			value = "classpath:io/taskqueue/autoconfigure/memory-results.properties")
	static class WithoutRedis {

	}

}
