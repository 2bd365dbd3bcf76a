package io.taskqueue.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.taskqueue.broker.Broker;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.ManualTimeSource;
import io.taskqueue.time.TimeSource;

/**
 * What {@link TaskQueueTest} adds: time that moves when told, the record of what was
 * published, and running in place.
 */
@AutoConfiguration(beforeName = "io.taskqueue.autoconfigure.TaskQueueAutoConfiguration")
public final class TaskQueueTestConfiguration {

	@Bean
	@ConditionalOnMissingBean(TimeSource.class)
	ManualTimeSource taskQueueTimeSource() {
		return new ManualTimeSource();
	}

	@Bean
	@ConditionalOnMissingBean
	PublishedTasks taskQueuePublishedTasks(TaskMessageCodec codec, PayloadCodec payloads, TimeSource time) {
		return new PublishedTasks(codec, payloads, time);
	}

	@Bean
	@ConditionalOnMissingBean
	TaskRunner taskQueueTaskRunner(TaskRegistry registry, TaskMessageCodec codec, PayloadCodec payloads) {
		return new TaskRunner(registry, codec, payloads);
	}

	@Bean
	static BeanPostProcessor taskQueuePublicationRecorder(ObjectProvider<PublishedTasks> published) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof Broker broker) ? new RecordingBroker(broker, published.getObject()) : bean;
			}

		};
	}

}
