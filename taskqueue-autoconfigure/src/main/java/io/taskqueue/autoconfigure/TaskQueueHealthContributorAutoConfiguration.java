package io.taskqueue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.taskqueue.actuate.TaskQueueHealthIndicator;
import io.taskqueue.broker.Broker;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.result.ResultStore;
import io.taskqueue.spring.TaskWorkerLifecycle;

/**
 * Auto-configuration for the health entry {@code taskqueue}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { TaskQueueAutoConfiguration.class, TaskQueueWorkerAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("taskqueue")
@ConditionalOnBean(TaskPublisher.class)
public final class TaskQueueHealthContributorAutoConfiguration {

	TaskQueueHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "taskqueueHealthIndicator", "taskqueueHealthContributor" })
	TaskQueueHealthIndicator taskqueueHealthContributor(Broker broker, ResultStore resultStore,
			ObjectProvider<TaskWorkerLifecycle> worker) {
		return new TaskQueueHealthIndicator(broker, resultStore, worker.getIfAvailable());
	}

}
