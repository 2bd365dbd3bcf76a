package io.taskqueue.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.taskqueue.autoconfigure.TaskQueueProperties.ResultStoreType;
import io.taskqueue.broker.Broker;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.result.DiscardingResultStore;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.TimeSource;

/**
 * Auto-configuration for what needs no server: tasks and results in this process, for
 * trying out, development and tests, and no results at all. Only ever by property.
 *
 * @since 0.1.0
 */
@AutoConfiguration
public final class TaskQueueMemoryAutoConfiguration {

	TaskQueueMemoryAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(Broker.class)
	@ConditionalOnProperty(name = "taskqueue.broker", havingValue = "memory")
	MemoryBroker taskQueueBroker(TimeSource timeSource) {
		return new MemoryBroker(timeSource);
	}

	@Bean
	@ConditionalOnMissingBean(ResultStore.class)
	@ConditionalOnResultStore(ResultStoreType.MEMORY)
	MemoryResultStore taskQueueResultStore(TimeSource timeSource) {
		return new MemoryResultStore(timeSource);
	}

	@Bean
	@ConditionalOnMissingBean(ResultStore.class)
	@ConditionalOnResultStore(ResultStoreType.NONE)
	DiscardingResultStore taskQueueNoResultStore() {
		return new DiscardingResultStore();
	}

}
