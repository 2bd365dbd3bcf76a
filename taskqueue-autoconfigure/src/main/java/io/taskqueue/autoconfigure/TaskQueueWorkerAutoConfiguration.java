package io.taskqueue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

import io.taskqueue.broker.Broker;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ErrorMapping;
import io.taskqueue.result.ResultStore;
import io.taskqueue.spring.TaskWorkerLifecycle;
import io.taskqueue.time.TimeSource;
import io.taskqueue.worker.TaskThreads;
import io.taskqueue.worker.TaskWorker;
import io.taskqueue.worker.WorkerOptions;

/**
 * Auto-configuration for the worker in this process.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TaskQueueAutoConfiguration.class)
@ConditionalOnBean(TaskPublisher.class)
@ConditionalOnBooleanProperty(name = "taskqueue.worker.enabled", matchIfMissing = true)
public final class TaskQueueWorkerAutoConfiguration {

	TaskQueueWorkerAutoConfiguration() {
	}

	@Bean
	static LazyInitializationExcludeFilter taskQueueWorkerLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(TaskWorkerLifecycle.class);
	}

	@Bean
	@ConditionalOnMissingBean
	ErrorMapping taskQueueErrorMapping() {
		return ErrorMapping.standard();
	}

	@Bean
	@ConditionalOnMissingBean
	WorkerOptions taskQueueWorkerOptions(TaskQueueProperties properties, TaskRegistry registry, ErrorMapping errors,
			ConfigurableEnvironment environment) {
		return TaskQueueOptions.of(properties, environment)
			.worker(registry, errors, Threading.VIRTUAL.isActive(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	TaskWorker taskQueueWorker(WorkerOptions options, TaskRegistry registry, TaskMessageCodec codec,
			PayloadCodec payloads, TaskPublisher publisher, Broker broker, ResultStore resultStore,
			TimeSource timeSource, TaskThreads threads) {
		return new TaskWorker(options, registry, codec, payloads, publisher, broker, resultStore, timeSource, threads);
	}

	@Bean
	@ConditionalOnMissingBean
	TaskWorkerLifecycle taskQueueWorkerLifecycle(TaskWorker worker, WorkerStartup startup,
			TaskQueueProperties properties) {
		return new TaskWorkerLifecycle(worker, properties.worker().autoStartup(), startup.summary(),
				startup.warnings());
	}

	@Bean
	WorkerStartup taskQueueWorkerStartup(WorkerOptions options, TaskRegistry registry, Broker broker,
			ResultStore resultStore, ObjectProvider<LifecycleProperties> lifecycle) {
		LifecycleProperties phases = lifecycle.getIfAvailable(LifecycleProperties::new);
		return new WorkerStartup(options, registry.definitions().size(), broker.capabilities().name(),
				resultStore.name(), phases.getTimeoutPerShutdownPhase());
	}

}
