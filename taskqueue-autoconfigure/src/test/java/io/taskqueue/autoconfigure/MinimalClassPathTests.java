package io.taskqueue.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

import io.taskqueue.Task;
import io.taskqueue.TaskClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs without everything that is optional; see the build.
 */
@Tag("minimal-classpath")
class MinimalClassPathTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class);

	@Test
	void optionalDependenciesAreAbsent() {
		assertThat(ClassUtils.isPresent("org.springframework.amqp.rabbit.connection.ConnectionFactory", null))
			.isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.data.redis.connection.RedisConnectionFactory", null))
			.isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.boot.health.contributor.HealthIndicator", null)).isFalse();
		assertThat(
				ClassUtils.isPresent("org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration", null))
			.isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.transaction.support.TransactionSynchronization", null))
			.isFalse();
	}

	@Test
	void taskRunsInMemory() {
		this.contextRunner.withPropertyValues("taskqueue.broker=memory")
			.run((context) -> assertThat(
					context.getBean(TaskClient.class).submit(Jobs::twice, 21).get(Duration.ofSeconds(10)))
				.isEqualTo(42));
	}

	@Test
	void missingBrokerIsNamed() {
		this.contextRunner.run((context) -> assertThat(context).getFailure()
			.isInstanceOf(UnmetRequirementException.class)
			.hasMessageContaining("taskqueue-rabbitmq"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Jobs.class)
	static class Application {

	}

	static class Jobs {

		@Task
		int twice(int number) {
			return 2 * number;
		}

	}

}
