package io.taskqueue.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.taskqueue.AsyncResult;
import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith({ RabbitServerExtension.class, RedisServerExtension.class })
class TaskQueueServersIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final RabbitServer rabbit;

	private final RedisServer redis;

	private final ApplicationContextRunner contextRunner;

	TaskQueueServersIT(RabbitServer rabbit, RedisServer redis) {
		this.rabbit = rabbit;
		this.redis = redis;
		this.contextRunner = new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("spring.rabbitmq.host=" + rabbit.host(), "spring.rabbitmq.port=" + rabbit.port(),
					"spring.rabbitmq.username=" + rabbit.username(), "spring.rabbitmq.password=" + rabbit.password(),
					"spring.rabbitmq.virtual-host=" + rabbit.virtualHost(), "spring.data.redis.host=" + redis.host(),
					"spring.data.redis.port=" + redis.port(), "taskqueue.default-queue=servers-it");
	}

	@Test
	void taskRunsThroughRabbitAndReturnsItsResultThroughRedis() {
		this.contextRunner.run((context) -> {
			TaskClient tasks = context.getBean(TaskClient.class);

			assertThat(tasks.submit(Reports::build, 42L).get(LIMIT)).isEqualTo("report for 42");
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(
						() -> assertThat(context.getBean(HealthEndpoint.class).healthForPath("taskqueue").getStatus())
							.isEqualTo(Status.UP));
		});
	}

	@Test
	void resultsAreKeptUnderThePrefix() {
		this.contextRunner.withPropertyValues("taskqueue.result.key-prefix=shop.").run((context) -> {
			AsyncResult<String> report = context.getBean(TaskClient.class).submit(Reports::build, 42L);

			assertThat(report.get(LIMIT)).isEqualTo("report for 42");
			assertThat(context.getBean(StringRedisTemplate.class).hasKey("shop.celery-task-meta-" + report.id()))
				.isTrue();
		});
	}

	@Test
	void serversAreThoseOfServiceConnections() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean(RabbitConnectionDetails.class, () -> new RabbitService(this.rabbit))
			.withBean(DataRedisConnectionDetails.class, () -> new RedisService(this.redis))
			.withPropertyValues("taskqueue.default-queue=service-connections-it")
			.run((context) -> assertThat(context.getBean(TaskClient.class).submit(Reports::build, 42L).get(LIMIT))
				.isEqualTo("report for 42"));
	}

	@Test
	void applicationStopsAndStartsAgain() {
		this.contextRunner.run((context) -> {
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			for (long i = 0; i < 3; i++) {
				assertThat(context.getBean(TaskClient.class).submit(Reports::build, i).get(LIMIT))
					.isEqualTo("report for " + i);
				application.stop();
				application.start();
			}
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Reports.class)
	static class Application {

	}

	static class Reports {

		@Task
		String build(long customerId) {
			return "report for " + customerId;
		}

	}

	/**
	 * A server as Testcontainers and Docker Compose support hand it over.
	 */
	private record RabbitService(RabbitServer server) implements RabbitConnectionDetails {

		@Override
		public String getUsername() {
			return this.server.username();
		}

		@Override
		public String getPassword() {
			return this.server.password();
		}

		@Override
		public String getVirtualHost() {
			return this.server.virtualHost();
		}

		@Override
		public List<Address> getAddresses() {
			return List.of(new Address(this.server.host(), this.server.port()));
		}

	}

	private record RedisService(RedisServer server) implements DataRedisConnectionDetails {

		@Override
		public Standalone getStandalone() {
			return Standalone.of(this.server.host(), this.server.port());
		}

	}

}
