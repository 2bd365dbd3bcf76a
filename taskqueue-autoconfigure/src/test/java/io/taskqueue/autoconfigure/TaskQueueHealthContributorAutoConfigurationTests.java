package io.taskqueue.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import io.taskqueue.actuate.TaskQueueHealthIndicator;
import io.taskqueue.broker.Broker;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.spring.TaskWorkerLifecycle;
import io.taskqueue.time.SystemTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TaskQueueHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaskQueueMemoryAutoConfiguration.class, TaskQueueAutoConfiguration.class,
						TaskQueueWorkerAutoConfiguration.class, TaskQueueHealthContributorAutoConfiguration.class))
		.withPropertyValues("taskqueue.broker=memory", "spring.application.name=shop");

	@Test
	void isUpWhileTheWorkerConsumesItsQueues() {
		this.contextRunner.run((context) -> {
			Health health = health(context.getBean(TaskQueueHealthIndicator.class));

			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("broker", "memory").containsEntry("results", "memory");
			assertThat(worker(health)).containsEntry("running", true)
				.containsEntry("queues", Map.of("tasks", "consumed"))
				.containsEntry("slots", 10)
				.containsEntry("active", 0)
				.containsEntry("reserved", 0)
				.containsEntry("pendingOutcomes", 0)
				.hasEntrySatisfying("name", (name) -> assertThat(name).asString().startsWith("shop@"));
		});
	}

	@Test
	void isDownWhenTheWorkerHasStopped() {
		this.contextRunner.run((context) -> {
			context.getBean(TaskWorkerLifecycle.class).stop();
			Health health = health(context.getBean(TaskQueueHealthIndicator.class));

			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("reason", "The worker does not run");
			assertThat(worker(health)).containsEntry("queues", Map.of("tasks", "not consumed"));
		});
	}

	@Test
	void isUpWhenTheWorkerWasNotToStart() {
		this.contextRunner.withPropertyValues("taskqueue.worker.auto-startup=false").run((context) -> {
			Health health = health(context.getBean(TaskQueueHealthIndicator.class));

			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(worker(health)).containsEntry("running", false);
		});
	}

	@Test
	void isUpWithoutWorker() {
		this.contextRunner.withPropertyValues("taskqueue.worker.enabled=false").run((context) -> {
			Health health = health(context.getBean(TaskQueueHealthIndicator.class));

			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsOnlyKeys("broker", "results");
		});
	}

	@Test
	void isDownWhileQueueIsNotConsumed() {
		this.contextRunner.withBean(Broker.class, () -> deafBroker(null)).run((context) -> {
			Health health = health(context.getBean(TaskQueueHealthIndicator.class));

			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("reason", "Queue 'tasks' is not consumed");
			assertThat(worker(health)).containsEntry("queues", Map.of("tasks", "not consumed"));
		});
	}

	@Test
	void saysWhyQueueIsNotConsumed() {
		this.contextRunner.withBean(Broker.class, () -> deafBroker("the broker has lost it")).run((context) -> {
			Health health = health(context.getBean(TaskQueueHealthIndicator.class));

			assertThat(health.getDetails()).containsEntry("reason",
					"Queue 'tasks' is not consumed: the broker has lost it");
			assertThat(worker(health)).containsEntry("queues", Map.of("tasks", "not consumed: the broker has lost it"));
		});
	}

	@Test
	void mayBeTurnedOff() {
		this.contextRunner.withPropertyValues("management.health.taskqueue.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaskQueueHealthIndicator.class));
	}

	@Test
	void indicatorOfTheApplicationIsUsed() {
		this.contextRunner.withBean("taskqueueHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean(TaskQueueHealthIndicator.class));
	}

	@Test
	void staysAwayWithoutHealth() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("taskqueueHealthContributor"));
	}

	@Test
	void applicationInMemoryModeIsUpWithoutServers() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("taskqueue.broker=memory")
			.run((context) -> {
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);

				assertThat(endpoint.health().getStatus()).isEqualTo(Status.UP);
				assertThat(components(endpoint.health())).contains("taskqueue", "ping")
					.doesNotContain("rabbit", "redis");
				assertThat(components(endpoint.healthForPath("liveness"))).doesNotContain("taskqueue");
			});
	}

	private static Broker deafBroker(@Nullable String problem) {
		MessageConsumer consumer = mock();
		given(consumer.problem()).willReturn(problem);
		Broker broker = mock();
		given(broker.capabilities()).willReturn(new MemoryBroker(new SystemTimeSource()).capabilities());
		given(broker.declare(any())).willReturn(CompletableFuture.completedFuture(null));
		given(broker.consume(any(), any())).willReturn(consumer);
		return broker;
	}

	private static List<String> components(HealthDescriptor health) {
		return List.copyOf(((CompositeHealthDescriptor) health).getComponents().keySet());
	}

	private static Health health(HealthIndicator indicator) {
		return Objects.requireNonNull(indicator.health());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> worker(Health health) {
		return (Map<String, Object>) health.getDetails().get("worker");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
