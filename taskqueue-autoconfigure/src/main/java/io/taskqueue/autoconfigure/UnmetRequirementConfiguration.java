package io.taskqueue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.taskqueue.TaskClient;
import io.taskqueue.broker.Broker;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.registry.TaskRegistry;

/**
 * Stands in where there is no broker or no result store: says what is missing to those
 * who ask for a client or have tasks.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(TaskPublisher.class)
class UnmetRequirementConfiguration {

	@Bean
	TaskQueueRequirements taskQueueRequirements(TaskQueueProperties properties, TaskRegistry registry,
			ObjectProvider<Broker> broker, ApplicationContext context) {
		return new TaskQueueRequirements(properties, registry, broker.stream().findAny().isPresent(),
				context.getClassLoader());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TaskClient taskQueueClient(TaskQueueRequirements requirements) {
		throw requirements.unmet();
	}

}
