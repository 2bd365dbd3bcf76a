package io.taskqueue.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;

import io.taskqueue.AsyncResult;
import io.taskqueue.RemoteTasks;
import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskPublishException;
import io.taskqueue.autoconfigure.TaskQueueAutoConfiguration;
import io.taskqueue.autoconfigure.TaskQueueMemoryAutoConfiguration;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.client.PublishingTaskClient;
import io.taskqueue.client.RemoteTasksProxy;
import io.taskqueue.message.TaskMessageCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

class AfterCommitAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaskQueueMemoryAutoConfiguration.class, TaskQueueAutoConfiguration.class))
		.withPropertyValues("taskqueue.result.store=none")
		.withUserConfiguration(Shop.class);

	@Test
	void publishesAfterCommitUnlessToldOtherwise() {
		this.contextRunner.run((context) -> {
			context.getBean(Orders.class).place();

			assertThat(context).getBean(TaskClient.class).isInstanceOf(AfterCommitTaskClient.class);
			assertThat(context.getBean(ScriptedBroker.class).published).hasSize(2);
		});
	}

	@Test
	void publishesNothingForAnOrderThatFails() {
		this.contextRunner.run((context) -> {
			assertThatIllegalStateException().isThrownBy(context.getBean(Orders.class)::fail);

			assertThat(context.getBean(ScriptedBroker.class).published).isEmpty();
		});
	}

	@Test
	void publishesAtOnceWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("taskqueue.producer.after-commit=false").run((context) -> {
			assertThatIllegalStateException().isThrownBy(context.getBean(Orders.class)::fail);

			assertThat(context).getBean(TaskClient.class).isInstanceOf(PublishingTaskClient.class);
			assertThat(context.getBean(ScriptedBroker.class).published).hasSize(1);
		});
	}

	@Test
	void doesWithoutTransactionsOnTheClassPath() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TaskQueueMemoryAutoConfiguration.class, TaskQueueAutoConfiguration.class))
			.withPropertyValues("taskqueue.broker=memory")
			.withClassLoader(new FilteredClassLoader(TransactionSynchronization.class.getPackageName()))
			.run((context) -> assertThat(context).getBean(TaskClient.class)
				.isInstanceOf(PublishingTaskClient.class)
				.satisfies((tasks) -> assertThat(tasks.submit("demo.echo", Void.class)).isNotNull()));
	}

	@Test
	void leavesAClientOfTheApplicationAlone() {
		this.contextRunner.withBean("ownClient", TaskClient.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(TaskClient.class).hasBean("ownClient"));
	}

	@Test
	void listenersHearOfFailures() {
		this.contextRunner.run((context) -> {
			context.getBean(ScriptedBroker.class).confirm = (id) -> CompletableFuture
				.failedStage(new BrokerException("no server", null));

			assertThatExceptionOfType(TaskPublishException.class).isThrownBy(context.getBean(Orders.class)::place);
			assertThat(context.getBean(Outbox.class).kept).extracting((event) -> event.signature().task())
				.containsExactly("orders.ship", "orders.bill");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Shop {

		@Bean
		PlatformTransactionManager transactions() {
			return new PlainTransactions();
		}

		@Bean
		ScriptedBroker broker(TaskMessageCodec codec) {
			return new ScriptedBroker(codec);
		}

		@Bean
		Orders orders(TaskClient tasks) {
			return new Orders(tasks);
		}

		@Bean
		Outbox outbox() {
			return new Outbox();
		}

	}

	static class Outbox {

		final List<TaskPublishFailedEvent> kept = new ArrayList<>();

		@EventListener
		void keep(TaskPublishFailedEvent event) {
			this.kept.add(event);
		}

	}

	static class Orders {

		private final TaskClient tasks;

		Orders(TaskClient tasks) {
			this.tasks = tasks;
		}

		@Transactional
		void place() {
			this.tasks.submit("orders.ship", Void.class, 42);
			RemoteTasksProxy.create(Billing.class, this.tasks).bill(42);
		}

		@Transactional
		void fail() {
			this.tasks.submit("orders.ship", Void.class, 42);
			throw new IllegalStateException("out of stock");
		}

	}

	@RemoteTasks
	interface Billing {

		@Task(name = "orders.bill")
		AsyncResult<Void> bill(long order);

	}

}
