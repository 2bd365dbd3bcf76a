package io.taskqueue.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpTemplate;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.SimpleRoutingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.taskqueue.TaskClient;
import io.taskqueue.broker.Broker;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.rabbitmq.RabbitBroker;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.worker.TaskWorker;

import static org.assertj.core.api.Assertions.assertThat;

class TaskQueueRabbitAutoConfigurationTests {

	private final ApplicationContextRunner withoutBoot = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaskQueueMemoryAutoConfiguration.class, TaskQueueRabbitAutoConfiguration.class,
						TaskQueueAutoConfiguration.class, TaskQueueWorkerAutoConfiguration.class))
		.withPropertyValues("taskqueue.result.store=memory", "spring.rabbitmq.port=1");

	private final ApplicationContextRunner contextRunner = this.withoutBoot
		.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class));

	@Test
	void tasksGoThroughRabbitByDefault() {
		this.contextRunner.withPropertyValues("taskqueue.worker.auto-startup=false")
			.run((context) -> assertThat(context).hasSingleBean(Broker.class)
				.hasSingleBean(RabbitBroker.class)
				.hasSingleBean(TaskClient.class)
				.hasSingleBean(TaskWorker.class));
	}

	@Test
	void startsWhileTheServerIsAway() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(TaskWorker.class).status().running()).isTrue();
		});
	}

	@Test
	void knowsHowLongTheServerWaits() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues("taskqueue.worker.auto-startup=false");

		runner.run((context) -> assertThat(context.getBean(Broker.class).capabilities().consumerTimeout())
			.isEqualTo(Duration.ofMinutes(30)));
		runner.withPropertyValues("taskqueue.rabbitmq.consumer-timeout=8s")
			.run((context) -> assertThat(context.getBean(Broker.class).capabilities().consumerTimeout())
				.isEqualTo(Duration.ofSeconds(8)));
		runner.withPropertyValues("taskqueue.rabbitmq.consumer-timeout=0")
			.run((context) -> assertThat(context.getBean(Broker.class).capabilities().consumerTimeout()).isNull());
		runner.withPropertyValues("taskqueue.rabbitmq.consumer-timeout=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTaskQueuePropertyException.class)
				.hasMessageContaining("taskqueue.rabbitmq.consumer-timeout"));
	}

	@Test
	void leavesTheApplicationsOwnBeansAlone() {
		this.contextRunner.withPropertyValues("taskqueue.worker.auto-startup=false")
			.run((context) -> assertThat(context).hasSingleBean(AmqpTemplate.class)
				.hasSingleBean(ConnectionFactory.class));
	}

	@Test
	void staysAwayInMemoryMode() {
		this.contextRunner.withPropertyValues("taskqueue.broker=memory")
			.run((context) -> assertThat(context).hasSingleBean(Broker.class).hasSingleBean(MemoryBroker.class));
	}

	@Test
	void brokerOfTheApplicationIsUsed() {
		this.contextRunner.withBean("own", Broker.class, () -> new MemoryBroker(new SystemTimeSource()))
			.run((context) -> assertThat(context).hasSingleBean(Broker.class).hasBean("own"));
	}

	@Test
	void staysAwayWithoutRabbit() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ConnectionFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Broker.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(RabbitBroker.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Broker.class));
	}

	@Test
	void markedConnectionFactoryIsUsed() {
		this.contextRunner.withUserConfiguration(Marked.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.as("the marked one, which is not suitable")
				.hasMessageContaining("Tasks can't go through RabbitMQ"));
	}

	@Test
	void oneOfSeveralConnectionFactoriesMustBeChosen() {
		this.withoutBoot.withUserConfiguration(Several.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnmetRequirementException.class)
				.hasMessageContaining("several beans of type " + ConnectionFactory.class.getName()));
	}

	@Test
	void unsuitableConnectionFactoryIsExplained() {
		this.withoutBoot.withUserConfiguration(Routing.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnmetRequirementException.class)
				.hasMessageContaining("Tasks can't go through RabbitMQ"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean(defaultCandidate = false)
		@TaskQueueConnectionFactory
		SimpleRoutingConnectionFactory tasks() {
			return new Routing().routing();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routing {

		@Bean
		SimpleRoutingConnectionFactory routing() {
			SimpleRoutingConnectionFactory factory = new SimpleRoutingConnectionFactory();
			factory.setDefaultTargetConnectionFactory(new CachingConnectionFactory("localhost"));
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Several {

		@Bean
		CachingConnectionFactory one() {
			return new CachingConnectionFactory("localhost");
		}

		@Bean
		CachingConnectionFactory two() {
			return new CachingConnectionFactory("localhost");
		}

	}

}
