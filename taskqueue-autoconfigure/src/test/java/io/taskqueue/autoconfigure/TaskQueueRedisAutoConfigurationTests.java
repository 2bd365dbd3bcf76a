package io.taskqueue.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.taskqueue.autoconfigure.TaskQueueRedisAutoConfiguration.ScriptHints;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.redis.RedisResultStore;
import io.taskqueue.result.DiscardingResultStore;
import io.taskqueue.result.ResultStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class TaskQueueRedisAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(DataRedisAutoConfiguration.class, TaskQueueMemoryAutoConfiguration.class,
					TaskQueueRedisAutoConfiguration.class, TaskQueueAutoConfiguration.class));

	@Test
	void resultsAreInRedisByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ResultStore.class)
			.hasSingleBean(RedisResultStore.class));
	}

	@Test
	void resultsAreElsewhereWhereSaid() {
		this.contextRunner.withPropertyValues("taskqueue.result.store=memory")
			.run((context) -> assertThat(context).hasSingleBean(ResultStore.class)
				.hasSingleBean(MemoryResultStore.class));
		this.contextRunner.withPropertyValues("taskqueue.result.store=none")
			.run((context) -> assertThat(context).hasSingleBean(ResultStore.class)
				.hasSingleBean(DiscardingResultStore.class));
	}

	@Test
	void resultsMayBeInRedisWithTasksInMemory() {
		this.contextRunner.withPropertyValues("taskqueue.broker=memory", "taskqueue.result.store=redis")
			.run((context) -> assertThat(context).hasSingleBean(ResultStore.class)
				.hasSingleBean(RedisResultStore.class));
	}

	@Test
	void storeOfTheApplicationIsUsed() {
		this.contextRunner.withBean("own", ResultStore.class, DiscardingResultStore::new)
			.run((context) -> assertThat(context).hasSingleBean(ResultStore.class).hasBean("own"));
	}

	@Test
	void staysAwayWithoutRedis() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(RedisConnectionFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ResultStore.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(RedisResultStore.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ResultStore.class));
	}

	@Test
	void markedConnectionFactoryIsUsed() {
		this.contextRunner.withUserConfiguration(Marked.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("redisConnectionFactory")
				.hasSingleBean(RedisResultStore.class)
				.getBean("results", LettuceConnectionFactory.class)
				.satisfies((results) -> assertThat(results.getDatabase()).isEqualTo(7)));
	}

	@Test
	void oneOfSeveralConnectionFactoriesMustBeChosen() {
		this.contextRunner.withUserConfiguration(Several.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnmetRequirementException.class)
				.hasMessageContaining("several beans of type " + RedisConnectionFactory.class.getName()));
	}

	@Test
	void unsuitableConnectionFactoryIsExplained() {
		this.contextRunner.withBean(RedisConnectionFactory.class, () -> mock())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnmetRequirementException.class)
				.hasMessageContaining("Results can't be kept in Redis"));
	}

	@Test
	void nativeImageKnowsTheScripts() {
		RuntimeHints hints = new RuntimeHints();
		new ScriptHints().registerHints(hints, getClass().getClassLoader());

		assertThat(RuntimeHintsPredicates.resource().forResource("io/taskqueue/redis/store.lua")).accepts(hints);
	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean(defaultCandidate = false)
		@TaskQueueConnectionFactory
		LettuceConnectionFactory results() {
			RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration();
			configuration.setDatabase(7);
			return new LettuceConnectionFactory(configuration);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Several {

		@Bean
		LettuceConnectionFactory one() {
			return new LettuceConnectionFactory();
		}

		@Bean
		LettuceConnectionFactory two() {
			return new LettuceConnectionFactory();
		}

	}

}
