package io.taskqueue.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.taskqueue.autoconfigure.TaskQueueProperties.ResultStoreType;

/**
 * Auto-configuration for Redis as the result store, over the application's connection
 * factory.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass({ RedisConnectionFactory.class })
@ConditionalOnBean(RedisConnectionFactory.class)
@ConditionalOnResultStore(ResultStoreType.REDIS)
public final class TaskQueueRedisAutoConfiguration {

	TaskQueueRedisAutoConfiguration() {
	}

}
