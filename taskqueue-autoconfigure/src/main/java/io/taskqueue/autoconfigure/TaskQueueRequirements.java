package io.taskqueue.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

import io.taskqueue.autoconfigure.TaskQueueProperties.BrokerType;
import io.taskqueue.registry.TaskRegistry;

/**
 * Ends the start of an application that has tasks but nothing to carry them. Without
 * tasks, and unless a client is asked for, the task queue just stays away.
 */
final class TaskQueueRequirements implements SmartInitializingSingleton {

	private static final String MEMORY = " To try out tasks without a server, set taskqueue.broker=memory: "
			+ "tasks and results are then lost when the application ends.";

	private final TaskQueueProperties properties;

	private final TaskRegistry registry;

	private final boolean broker;

	private final @Nullable ClassLoader classLoader;

	TaskQueueRequirements(TaskQueueProperties properties, TaskRegistry registry, boolean broker,
			@Nullable ClassLoader classLoader) {
		this.properties = properties;
		this.registry = registry;
		this.broker = broker;
		this.classLoader = classLoader;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.registry.definitions().isEmpty()) {
			throw unmet();
		}
	}

	UnmetRequirementException unmet() {
		return this.broker ? unmetResultStore() : unmetBroker();
	}

	private UnmetRequirementException unmetBroker() {
		String setting = "taskqueue.broker is " + lower(this.properties.broker()) + ", ";
		if (!isPresent("io.taskqueue.rabbitmq.RabbitBroker")
				|| !isPresent("org.springframework.amqp.rabbit.connection.ConnectionFactory")) {
			return missingJar(setting, "taskqueue-rabbitmq");
		}
		return new UnmetRequirementException(
				setting + "but there is no bean of type org.springframework.amqp.rabbit.connection.ConnectionFactory.",
				"Add spring-boot-starter-amqp, and do not exclude its auto-configuration; or define the bean."
						+ MEMORY);
	}

	private UnmetRequirementException unmetResultStore() {
		String setting = "taskqueue.result.store is " + lower(this.properties.resultStore()) + ", ";
		if (!isPresent("io.taskqueue.redis.RedisResultStore")
				|| !isPresent("org.springframework.data.redis.connection.RedisConnectionFactory")) {
			return missingJar(setting, "taskqueue-redis");
		}
		return new UnmetRequirementException(
				setting + "but there is no bean of type "
						+ "org.springframework.data.redis.connection.RedisConnectionFactory.",
				"Add spring-boot-starter-data-redis, and do not exclude its auto-configuration; or define the bean; "
						+ "or set taskqueue.result.store=none if nobody asks for results."
						+ ((this.properties.broker() == BrokerType.MEMORY) ? "" : MEMORY));
	}

	private static UnmetRequirementException missingJar(String setting, String artifact) {
		return new UnmetRequirementException(setting + "but " + artifact + " is not complete on the class path.",
				"Add the dependency io.taskqueue:taskqueue-spring-boot-starter, which brings all that is needed."
						+ MEMORY);
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.classLoader);
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
