package io.taskqueue.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.redis.RedisResultStore;

import static org.assertj.core.api.Assertions.assertThat;

class TaskQueueRequirementsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskQueueMemoryAutoConfiguration.class, TaskQueueRabbitAutoConfiguration.class,
					TaskQueueRedisAutoConfiguration.class, TaskQueueAutoConfiguration.class,
					TaskQueueWorkerAutoConfiguration.class, TaskQueueHealthContributorAutoConfiguration.class));

	@Test
	void nothingIsRequiredWithoutTasks() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(TaskPublisher.class)
			.doesNotHaveBean("taskqueueHealthContributor"));
	}

	@Test
	void tasksRequireBroker() {
		this.contextRunner.withUserConfiguration(Jobs.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(UnmetRequirementException.class,
						(ex) -> assertThat(ex.action()).contains("taskqueue.broker=memory"))
				.hasMessageContaining("taskqueue.broker is rabbitmq")
				.hasMessageContaining("amqp.rabbit.connection.ConnectionFactory"));
	}

	@Test
	void clientRequiresBroker() {
		this.contextRunner.withUserConfiguration(NeedsClient.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnmetRequirementException.class)
				.hasMessageContaining("taskqueue.broker is rabbitmq"));
	}

	@Test
	void tasksRequireResultStore() {
		this.contextRunner.withUserConfiguration(Jobs.class)
			.withPropertyValues("taskqueue.broker=memory", "taskqueue.result.store=redis")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(UnmetRequirementException.class,
						(ex) -> assertThat(ex.action()).contains("spring-boot-starter-data-redis")
							.contains("taskqueue.result.store=none"))
				.hasMessageContaining("taskqueue.result.store is redis")
				.hasMessageContaining("RedisConnectionFactory"));
	}

	@Test
	void missingModuleIsNamed() {
		this.contextRunner.withUserConfiguration(Jobs.class)
			.withPropertyValues("taskqueue.broker=memory", "taskqueue.result.store=redis")
			.withClassLoader(new FilteredClassLoader(RedisResultStore.class))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(UnmetRequirementException.class,
						(ex) -> assertThat(ex.action()).contains("taskqueue-spring-boot-starter"))
				.hasMessageContaining("taskqueue-redis"));
	}

	static class Jobs {

		@Task
		void run() {
		}

	}

	static class NeedsClient {

		NeedsClient(TaskClient tasks) {
			assertThat(tasks).isNotNull();
		}

	}

}
