package io.taskqueue.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.taskqueue.autoconfigure.TaskQueueProperties.ResultStoreType;
import io.taskqueue.autoconfigure.TaskQueueRedisAutoConfiguration.ScriptHints;
import io.taskqueue.redis.RedisResultStore;
import io.taskqueue.redis.RedisResultStoreOptions;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.TimeSource;

/**
 * Auto-configuration for Redis as the result store, over the application's connection
 * factory.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass({ RedisConnectionFactory.class, RedisResultStore.class })
@ConditionalOnBean(RedisConnectionFactory.class)
@ConditionalOnResultStore(ResultStoreType.REDIS)
@EnableConfigurationProperties(TaskQueueProperties.class)
@ImportRuntimeHints(ScriptHints.class)
public final class TaskQueueRedisAutoConfiguration {

	TaskQueueRedisAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(ResultStore.class)
	RedisResultStore taskQueueResultStore(
			@TaskQueueConnectionFactory ObjectProvider<RedisConnectionFactory> dedicatedConnectionFactory,
			ObjectProvider<RedisConnectionFactory> connectionFactory, TaskQueueProperties properties,
			TimeSource timeSource) {
		RedisConnectionFactory chosen = ConnectionFactories.choose(RedisConnectionFactory.class,
				dedicatedConnectionFactory, connectionFactory);
		try {
			return new RedisResultStore(chosen,
					RedisResultStoreOptions.defaults().withKeyPrefix(properties.result().keyPrefix()), timeSource);
		}
		catch (IllegalArgumentException ex) {
			throw new UnmetRequirementException("Results can't be kept in Redis: " + ex.getMessage(),
					"Use a LettuceConnectionFactory for a standalone Redis or Sentinel, if need be as a bean of its "
							+ "own with @TaskQueueConnectionFactory; or set taskqueue.result.store=none.");
		}
	}

	static class ScriptHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/taskqueue/redis/*.lua");
		}

	}

}
