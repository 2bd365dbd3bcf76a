package io.taskqueue.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.health.RabbitHealthContributorAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class TaskQueueMemoryHealthAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class,
				RabbitHealthContributorAutoConfiguration.class, DataRedisAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class,
				DataRedisReactiveHealthContributorAutoConfiguration.class,
				TaskQueueMemoryHealthAutoConfiguration.class));

	@Test
	void keepsTheEntriesOfServersByDefault() {
		this.contextRunner
			.run((context) -> assertThat(context).hasBean("rabbitHealthContributor").hasBean("redisHealthContributor"));
	}

	@Test
	void dropsTheEntriesOfServersInMemoryMode() {
		this.contextRunner.withPropertyValues("taskqueue.broker=memory")
			.run((context) -> assertThat(context).doesNotHaveBean("rabbitHealthContributor")
				.doesNotHaveBean("redisHealthContributor"));
	}

	@Test
	void keepsTheEntryOfRedisWhenResultsAreThere() {
		this.contextRunner.withPropertyValues("taskqueue.broker=memory", "taskqueue.result.store=redis")
			.run((context) -> assertThat(context).doesNotHaveBean("rabbitHealthContributor")
				.hasBean("redisHealthContributor"));
	}

	@Test
	void dropsTheEntryOfRedisWhenResultsAreInMemory() {
		this.contextRunner.withPropertyValues("taskqueue.result.store=memory")
			.run((context) -> assertThat(context).hasBean("rabbitHealthContributor")
				.doesNotHaveBean("redisHealthContributor"));
	}

	@Test
	void keepsTheEntryOfRedisWithoutResults() {
		this.contextRunner.withPropertyValues("taskqueue.result.store=none")
			.run((context) -> assertThat(context).hasBean("redisHealthContributor"));
	}

	@Test
	void applicationWinsInMemoryMode() {
		this.contextRunner
			.withPropertyValues("taskqueue.broker=memory", "management.health.rabbit.enabled=true",
					"management.health.redis.enabled=true")
			.run((context) -> assertThat(context).hasBean("rabbitHealthContributor").hasBean("redisHealthContributor"));
	}

}
