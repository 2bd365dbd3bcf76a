package io.taskqueue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.spring.TaskBeanScanner;
import io.taskqueue.spring.TaskQueueLifecycle;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.time.TimeSource;

/**
 * Auto-configuration for finding tasks and submitting them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { TaskQueueMemoryAutoConfiguration.class, TaskQueueRabbitAutoConfiguration.class,
				TaskQueueRedisAutoConfiguration.class },
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(TaskQueueProperties.class)
@Import({ TaskClientConfiguration.class, UnmetRequirementConfiguration.class })
public final class TaskQueueAutoConfiguration {

	TaskQueueAutoConfiguration() {
	}

	@Bean
	static LazyInitializationExcludeFilter taskQueueLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(TaskBeanScanner.class, TaskRegistry.class,
				TaskQueueLifecycle.class, TaskQueueRequirements.class);
	}

	@Bean
	@ConditionalOnMissingBean(TimeSource.class)
	SystemTimeSource taskQueueTimeSource() {
		return new SystemTimeSource();
	}

	@Bean
	@ConditionalOnMissingBean(PayloadCodec.class)
	JsonPayloadCodec taskQueuePayloadCodec(ObjectProvider<JsonMapper.Builder> mapperBuilder) {
		JsonMapper.Builder base = mapperBuilder.getIfUnique();
		return (base != null) ? new JsonPayloadCodec(base) : new JsonPayloadCodec();
	}

	@Bean
	@ConditionalOnMissingBean
	TaskMessageCodec taskQueueMessageCodec(PayloadCodec payloads, TaskQueueProperties properties) {
		return new TaskMessageCodec(payloads, TaskQueueOptions.maxMessageSize(properties));
	}

	@Bean
	@ConditionalOnMissingBean
	TaskDefinitionReader taskQueueDefinitionReader(PayloadCodec payloads, Environment environment) {
		return new TaskDefinitionReader(payloads, environment::resolveRequiredPlaceholders);
	}

	@Bean
	@ConditionalOnMissingBean({ TaskBeanScanner.class, TaskRegistry.class })
	TaskBeanScanner taskQueueScanner(ConfigurableListableBeanFactory beanFactory, TaskDefinitionReader reader) {
		return new TaskBeanScanner(beanFactory, reader);
	}

	@Bean
	@ConditionalOnMissingBean
	TaskRegistry taskQueueRegistry(TaskBeanScanner scanner) {
		return scanner.scan();
	}

}
