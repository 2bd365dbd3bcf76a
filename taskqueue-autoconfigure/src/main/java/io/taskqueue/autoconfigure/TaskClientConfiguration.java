package io.taskqueue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.transaction.support.TransactionSynchronization;

import io.taskqueue.TaskClient;
import io.taskqueue.broker.Broker;
import io.taskqueue.client.PublishingTaskClient;
import io.taskqueue.client.ResultReader;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultStore;
import io.taskqueue.spring.AfterCommitTaskClient;
import io.taskqueue.spring.CallbackThreads;
import io.taskqueue.spring.TaskQueueLifecycle;
import io.taskqueue.spring.TaskWorkerLifecycle;
import io.taskqueue.spring.VirtualTaskThreads;
import io.taskqueue.time.TimeSource;
import io.taskqueue.worker.TaskThreads;

/**
 * Submitting tasks and reading results, where there is a broker and a result store.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean({ Broker.class, ResultStore.class })
class TaskClientConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaskPublisher taskQueuePublisher(TaskQueueProperties properties, ConfigurableEnvironment environment,
			TaskRegistry registry, TaskMessageCodec codec, Broker broker, TimeSource timeSource) {
		TaskQueueOptions options = TaskQueueOptions.of(properties, environment);
		return new TaskPublisher(options.publisher(), registry, codec, broker, timeSource);
	}

	@Bean(name = "taskQueueThreads")
	@ConditionalOnMissingBean
	@ConditionalOnThreading(Threading.PLATFORM)
	TaskThreads taskQueuePlatformThreads() {
		return TaskThreads.platform();
	}

	@Bean(name = "taskQueueThreads")
	@ConditionalOnMissingBean(TaskThreads.class)
	@ConditionalOnThreading(Threading.VIRTUAL)
	VirtualTaskThreads taskQueueVirtualThreads() {
		return new VirtualTaskThreads();
	}

	@Bean
	@ConditionalOnMissingBean
	CallbackThreads taskQueueCallbackThreads(TaskThreads threads) {
		return new CallbackThreads(threads);
	}

	@Bean
	@ConditionalOnMissingBean
	ResultReader taskQueueResultReader(TaskQueueProperties properties, ResultStore resultStore, PayloadCodec payloads,
			TimeSource timeSource, CallbackThreads callbacks) {
		TaskQueueOptions.requirePositive("taskqueue.result.poll-interval", properties.result().pollInterval());
		return new ResultReader(resultStore, payloads, timeSource, properties.result().pollInterval(),
				callbacks::execute);
	}

	@Bean
	@ConditionalOnMissingBean(TaskClient.class)
	PublishingTaskClient taskQueueClient(TaskPublisher publisher, TaskRegistry registry, TaskDefinitionReader reader,
			ResultReader results) {
		return new PublishingTaskClient(publisher, registry, reader, results);
	}

	@Bean
	@ConditionalOnMissingBean
	TaskQueueLifecycle taskQueueLifecycle(Broker broker, ResultStore resultStore, TimeSource timeSource,
			ResultReader results, CallbackThreads callbacks, ObjectProvider<TaskWorkerLifecycle> worker) {
		boolean workerStarts = worker.stream().anyMatch(TaskWorkerLifecycle::isAutoStartup);
		return new TaskQueueLifecycle(broker, resultStore, timeSource, results, callbacks, workerStarts);
	}

	/**
	 * Publishing after the commit, where there may be transactions.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TransactionSynchronization.class)
	@ConditionalOnBooleanProperty(name = "taskqueue.producer.after-commit", matchIfMissing = true)
	static class AfterCommitConfiguration {

		@Bean
		@ConditionalOnMissingBean(TaskClient.class)
		AfterCommitTaskClient taskQueueClient(TaskPublisher publisher, TaskRegistry registry,
				TaskDefinitionReader reader, ResultReader results, ApplicationEventPublisher events) {
			return new AfterCommitTaskClient(new PublishingTaskClient(publisher, registry, reader, results), events);
		}

	}

}
