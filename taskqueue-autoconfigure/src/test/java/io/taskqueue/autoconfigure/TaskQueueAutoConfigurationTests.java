package io.taskqueue.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.scheduling.TaskScheduler;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.broker.Broker;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.MalformedMessageException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.result.DiscardingResultStore;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.time.TimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class TaskQueueAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, LifecycleAutoConfiguration.class,
				TaskQueueMemoryAutoConfiguration.class, TaskQueueAutoConfiguration.class,
				TaskQueueWorkerAutoConfiguration.class));

	private final ApplicationContextRunner memoryRunner = this.contextRunner
		.withPropertyValues("taskqueue.broker=memory");

	@Test
	void submittedTaskRunsAndReturnsItsResult() {
		this.memoryRunner.withUserConfiguration(Reports.class).run((context) -> {
			TaskClient tasks = context.getBean(TaskClient.class);

			assertThat(tasks.submit(Reports::build, 42L).get(Duration.ofSeconds(10))).isEqualTo("report for 42");
		});
	}

	@Test
	void bodiesAreReadUpToTheSizeThatIsConfigured() {
		MessageProperties json = new MessageProperties("application/json", "utf-8", true, null, "id-1", null);
		byte[] body = "[[\"%s\"],{},{}]".formatted("x".repeat(1024)).getBytes(StandardCharsets.UTF_8);
		Message message = new Message(json, Map.of("id", "id-1", "task", "reports.build"), body);

		this.memoryRunner.withPropertyValues("taskqueue.worker.max-message-size=1KB")
			.run((context) -> assertThatExceptionOfType(MalformedMessageException.class)
				.isThrownBy(() -> context.getBean(TaskMessageCodec.class).body(message))
				.withMessageContaining("larger than 1024 bytes"));
	}

	@Test
	void staysAwayWithoutBrokerAndTasks() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskPublisher.class));
	}

	@Test
	void memoryBrokerBringsMemoryResults() {
		this.memoryRunner.run((context) -> assertThat(context).hasSingleBean(MemoryBroker.class)
			.hasSingleBean(MemoryResultStore.class)
			.hasSingleBean(TaskClient.class)
			.hasSingleBean(SystemTimeSource.class));
	}

	@Test
	void resultsMayBeDoneWithout() {
		this.memoryRunner.withPropertyValues("taskqueue.result.store=none")
			.run((context) -> assertThat(context).hasSingleBean(DiscardingResultStore.class)
				.hasSingleBean(TaskClient.class));
	}

	@Test
	void beansOfTheApplicationAreUsed() {
		this.contextRunner.withUserConfiguration(OwnBeans.class)
			.run((context) -> assertThat(context).getBean(Broker.class)
				.isSameAs(context.getBean("ownBroker"))
				.satisfies((broker) -> assertThat(context.getBean(ResultStore.class))
					.isSameAs(context.getBean("ownStore")))
				.satisfies(
						(broker) -> assertThat(context.getBean(TimeSource.class)).isSameAs(context.getBean("ownTime")))
				.satisfies((broker) -> assertThat(context.getBean(TaskClient.class))
					.isSameAs(context.getBean("ownClient"))));
	}

	@Test
	void publishesNoBeanOfWellKnownType() {
		this.memoryRunner.run((context) -> {
			assertThat(context).doesNotHaveBean(Executor.class)
				.doesNotHaveBean(TaskScheduler.class)
				.doesNotHaveBean(RabbitTemplate.class)
				.doesNotHaveBean(MessageConverter.class)
				.doesNotHaveBean(org.springframework.amqp.support.converter.MessageConverter.class)
				.doesNotHaveBean(Clock.class);
			assertThat(context.getBeansOfType(JsonMapper.class).keySet()).containsExactly("jacksonJsonMapper");
		});
	}

	@Test
	void namesOfOurBeansAreOurs() {
		this.memoryRunner.run((context) -> assertThat(context.getBeanDefinitionNames())
			.filteredOn((name) -> String.valueOf(context.getType(name)).contains("io.taskqueue"))
			.allSatisfy((name) -> assertThat(name).matches("(taskQueue|io\\.taskqueue|taskqueue).*")));
	}

	@Test
	void payloadsFollowTheSettingsOfTheApplication() {
		this.memoryRunner.withUserConfiguration(Reports.class, SnakeCase.class).run((context) -> {
			TaskClient tasks = context.getBean(TaskClient.class);

			assertThat(
					tasks.submit("reports.keys", String.class, Map.of("first_name", "x")).get(Duration.ofSeconds(10)))
				.isEqualTo("x");
		});
	}

	@Test
	void beanWithTasksMayNeedTheClient() {
		this.memoryRunner.withUserConfiguration(NeedsClient.class).run((context) -> {
			TaskClient tasks = context.getBean(TaskClient.class);

			assertThat(tasks.submit(NeedsClient::run).get(Duration.ofSeconds(10))).isTrue();
		});
	}

	@Test
	void tasksAreFoundWithLazyInitialization() {
		this.memoryRunner.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(Reports.class)
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("taskQueueRegistry")).isTrue();
				assertThat(context.getBeanFactory().containsSingleton("taskQueueLifecycle")).isTrue();
				assertThat(context.getBeanFactory().containsSingleton("taskQueueAutoConfigurationTests.Reports"))
					.isFalse();
				assertThat(context.getBean(TaskClient.class).submit(Reports::build, 1L).get(Duration.ofSeconds(10)))
					.isEqualTo("report for 1");
			});
	}

	@Test
	void saysOnceThatTasksInMemoryAreLost(CapturedOutput output) {
		this.memoryRunner.run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			assertThat(output).containsOnlyOnce("The task queue is in memory");
		});
	}

	@Test
	void saysThatItIsReady(CapturedOutput output) {
		this.memoryRunner.withUserConfiguration(Reports.class)
			.run((context) -> assertThat(output).containsOnlyOnce(
					"Task queue ready: broker=memory, results=memory, queues=[tasks], 2 tasks, " + "concurrency=10"));
	}

	@Test
	void saysThatThereIsNoWorker(CapturedOutput output) {
		this.memoryRunner.withPropertyValues("taskqueue.worker.enabled=false")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("Task queue ready: broker=memory, results=memory, no worker in this process"));
	}

	@Configuration(proxyBeanMethods = false)
	static class SnakeCase {

		@Bean
		JsonMapperBuilderCustomizer snakeCase() {
			return (builder) -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		TimeSource ownTime() {
			return new SystemTimeSource();
		}

		@Bean
		Broker ownBroker(TimeSource time) {
			return new MemoryBroker(time);
		}

		@Bean
		ResultStore ownStore(TimeSource time) {
			return new MemoryResultStore(time);
		}

		@Bean
		TaskClient ownClient() {
			return mock();
		}

	}

	static class NeedsClient {

		private final TaskClient tasks;

		NeedsClient(TaskClient tasks) {
			this.tasks = tasks;
		}

		@Task
		boolean run() {
			return this.tasks != null;
		}

	}

	static class Reports {

		@Task
		String build(long customerId) {
			return "report for " + customerId;
		}

		@Task
		String keys(Name name) {
			return name.firstName();
		}

	}

	record Name(String firstName) {

	}

}
