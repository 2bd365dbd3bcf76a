package io.taskqueue.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

import io.taskqueue.autoconfigure.TaskQueueProperties.Queue;
import io.taskqueue.autoconfigure.TaskQueueProperties.UnknownTask;
import io.taskqueue.autoconfigure.TaskQueueProperties.Worker;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ErrorMapping;
import io.taskqueue.worker.WorkerOptions;

/**
 * Turns the properties into the options of the core. What can't be used is refused with
 * the name of its property.
 */
final class TaskQueueOptions {

	static final int VIRTUAL_CONCURRENCY = 100;

	private static final String ROUTES = "taskqueue.routes";

	private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

	private final TaskQueueProperties properties;

	private final NodeName node;

	TaskQueueOptions(TaskQueueProperties properties, NodeName node) {
		this.properties = properties;
		this.node = node;
	}

	static TaskQueueOptions of(TaskQueueProperties properties, ConfigurableEnvironment environment) {
		environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.forEach(TaskQueueOptions::checkRouteName);
		return new TaskQueueOptions(properties, NodeName.of(environment));
	}

	/**
	 * Binding drops the asterisk silently where a pattern is not in brackets.
	 */
	private static void checkRouteName(String name) {
		if (name.startsWith(ROUTES + '.') && name.contains("*")) {
			throw new InvalidTaskQueuePropertyException(name,
					"a pattern must be in brackets: " + ROUTES + '[' + name.substring(ROUTES.length() + 1) + "].");
		}
	}

	PublisherOptions publisher() {
		requireText("taskqueue.default-queue", this.properties.defaultQueue());
		requirePositive("taskqueue.producer.confirm-timeout", this.properties.producer().confirmTimeout());
		this.properties.routes().forEach(TaskQueueOptions::checkRoute);
		return new PublisherOptions(this.properties.defaultQueue(), this.properties.routes(), queues(),
				this.properties.producer().confirmTimeout(), this.node.origin());
	}

	WorkerOptions worker(TaskRegistry registry, ErrorMapping errors, boolean virtualThreads) {
		Worker worker = this.properties.worker();
		check(worker);
		WorkerOptions.Builder builder = WorkerOptions.builder(name(worker), queues(worker, registry));
		if (virtualThreads) {
			builder.concurrency(VIRTUAL_CONCURRENCY);
		}
		PropertyMapper map = PropertyMapper.get();
		map.from(worker::concurrency).to(builder::concurrency);
		map.from(worker::prefetch).to(builder::prefetch);
		map.from(worker::shutdownGrace).to(builder::shutdownGrace);
		map.from(worker::maxPendingOutcomes).to(builder::maxPendingOutcomes);
		builder.maxMessageSize(maxMessageSize(this.properties));
		builder
			.unknownTaskGrace((worker.unknownTask() == UnknownTask.FAIL) ? Duration.ZERO : worker.unknownTaskGrace());
		builder.confirmTimeout(this.properties.producer().confirmTimeout());
		tasks(builder);
		return builder.errorMapping(errors).build();
	}

	private void tasks(WorkerOptions.Builder builder) {
		requirePositive("taskqueue.result.expires", this.properties.result().expires());
		builder.resultExpires(this.properties.result().expires());
		builder.acksLate(this.properties.task().acksLate());
		builder.ignoreResult(this.properties.task().ignoreResult());
		builder.trackStarted(this.properties.task().trackStarted());
	}

	private String name(Worker worker) {
		return (worker.name() != null) ? worker.name() : this.node.name();
	}

	private List<String> queues(Worker worker, TaskRegistry registry) {
		if (!worker.queues().isEmpty()) {
			worker.queues().forEach((queue) -> requireText("taskqueue.worker.queues", queue));
			return worker.queues();
		}
		Set<String> queues = new LinkedHashSet<>();
		queues.add(this.properties.defaultQueue());
		registry.definitions().stream().map(TaskDefinition::queue).filter(Objects::nonNull).forEach(queues::add);
		return new ArrayList<>(queues);
	}

	private Map<String, QueueDeclaration> queues() {
		Map<String, QueueDeclaration> declarations = new LinkedHashMap<>();
		this.properties.queues().forEach((name, queue) -> declarations.put(name, declaration(name, queue)));
		return declarations;
	}

	private static QueueDeclaration declaration(String name, Queue queue) {
		if (queue.maxPriority() != null) {
			String property = "taskqueue.queues." + name + ".max-priority";
			requireBetween(property, queue.maxPriority(), 1, 255);
			if (queue.type() != QueueType.CLASSIC) {
				throw new InvalidTaskQueuePropertyException(property, "a quorum queue can't be declared with "
						+ "priorities. Set taskqueue.queues." + name + ".type=classic, or leave the priority out.");
			}
		}
		Map<String, Object> arguments = new LinkedHashMap<>();
		queue.arguments().forEach((argument, value) -> arguments.put(argument, typed(value)));
		return new QueueDeclaration(name, queue.type(), queue.maxPriority(), arguments);
	}

	/**
	 * Not every source of properties has types, and a broker takes no text for a number.
	 */
	private static Object typed(Object value) {
		if (value instanceof String text && WHOLE_NUMBER.matcher(text).matches()) {
			return Long.valueOf(text);
		}
		return ("true".equals(value) || "false".equals(value)) ? Boolean.valueOf((String) value) : value;
	}

	private static void checkRoute(String pattern, String queue) {
		requireText(ROUTES, pattern);
		requireText(ROUTES + '[' + pattern + ']', queue);
	}

	private static void check(Worker worker) {
		requireBetween("taskqueue.worker.concurrency", worker.concurrency(), 1, Integer.MAX_VALUE);
		requireBetween("taskqueue.worker.prefetch", worker.prefetch(), 1, 65_535);
		requireBetween("taskqueue.worker.max-pending-outcomes", worker.maxPendingOutcomes(), 1, Integer.MAX_VALUE);
		requireNotNegative("taskqueue.worker.unknown-task-grace", worker.unknownTaskGrace());
		requireNotNegative("taskqueue.worker.shutdown-grace", worker.shutdownGrace());
		if (worker.name() != null) {
			requireText("taskqueue.worker.name", worker.name());
		}
	}

	static int maxMessageSize(TaskQueueProperties properties) {
		long bytes = properties.worker().maxMessageSize().toBytes();
		requireBetween("taskqueue.worker.max-message-size", bytes, 1, Integer.MAX_VALUE);
		return Math.toIntExact(bytes);
	}

	private static void requireBetween(String property, @Nullable Number value, long min, long max) {
		if (value != null && (value.longValue() < min || value.longValue() > max)) {
			throw new InvalidTaskQueuePropertyException(property,
					"must be between " + min + " and " + max + ", not " + value + ".");
		}
	}

	private static void requireText(String property, String value) {
		if (value.isBlank()) {
			throw new InvalidTaskQueuePropertyException(property, "must not be blank.");
		}
	}

	static void requirePositive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidTaskQueuePropertyException(property, "must be longer than nothing, not " + value + ".");
		}
	}

	static void requireNotNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new InvalidTaskQueuePropertyException(property, "must not be negative: " + value + ".");
		}
	}

}
