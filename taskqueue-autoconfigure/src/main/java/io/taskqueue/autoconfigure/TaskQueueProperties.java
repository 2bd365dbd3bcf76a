package io.taskqueue.autoconfigure;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.taskqueue.broker.QueueDeclaration.QueueType;

/**
 * Task queue settings. Not an API: the core has option objects of its own.
 *
 * @param broker message broker that carries the tasks
 * @param defaultQueue queue for tasks that do not name one
 * @param queues how queues are created where they are missing, by name: type (quorum or
 * classic), max-priority, arguments
 * @param routes queue for the tasks whose name matches a pattern, such as '[reports.*]:
 * reports'; the first match wins
 * @param producer settings for publishing tasks
 * @param result settings for results
 * @param worker settings of the worker in this process
 * @param task defaults for tasks that leave a setting out
 * @param rabbitmq settings for RabbitMQ besides Spring's own
 */
@ConfigurationProperties("taskqueue")
record TaskQueueProperties(@DefaultValue("rabbitmq") BrokerType broker, @DefaultValue("tasks") String defaultQueue,
		@DefaultValue Map<String, Queue> queues, @DefaultValue Map<String, String> routes,
		@DefaultValue Producer producer, @DefaultValue Result result, @DefaultValue Worker worker,
		@DefaultValue Task task, @DefaultValue Rabbitmq rabbitmq) {

	TaskQueueProperties {
		queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
		routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
	}

	/**
	 * The kind of result store in use.
	 * @return the configured one, or the one that goes with the broker
	 */
	ResultStoreType resultStore() {
		return ResultStoreType.effective(this.result.store(), this.broker);
	}

	/**
	 * A queue.
	 *
	 * @param type type of the queue on RabbitMQ; quorum by default
	 * @param maxPriority highest priority; without it the queue has no priorities
	 * @param arguments further arguments for the queue's declaration
	 */
	record Queue(@Nullable QueueType type, @Nullable Integer maxPriority, @DefaultValue Map<String, Object> arguments) {

	}

	/**
	 * Publishing.
	 *
	 * @param confirmTimeout time to wait for the broker to confirm a task
	 * @param afterCommit whether tasks submitted in a transaction are published after its
	 * commit
	 */
	record Producer(@DefaultValue("10s") Duration confirmTimeout, @DefaultValue("true") boolean afterCommit) {

	}

	/**
	 * Results.
	 *
	 * @param store where results are kept; redis by default, memory with the memory
	 * broker
	 * @param expires time a result is kept
	 * @param pollInterval time between two looks at the store while a caller waits, in
	 * case a notification was lost
	 * @param keyPrefix text in front of every key and channel in Redis, Celery's
	 * global_keyprefix
	 */
	record Result(@Nullable ResultStoreType store, @DefaultValue("1d") Duration expires,
			@DefaultValue("5s") Duration pollInterval, @DefaultValue("") String keyPrefix) {

	}

	/**
	 * The worker in this process.
	 *
	 * @param enabled whether this process has a worker
	 * @param autoStartup whether the worker starts with the application
	 * @param name name of this node; by default the application's name, '@' and the host
	 * @param queues comma-separated list of queues to consume; by default the default
	 * queue and those that tasks of this application name
	 * @param concurrency number of tasks that run at the same time; 10 by default, 100 on
	 * virtual threads
	 * @param prefetch number of tasks that are fetched ahead, running ones included
	 * @param unknownTask what happens to a task that this worker does not know
	 * @param unknownTaskGrace time an unknown task waits for a worker that knows it
	 * @param shutdownGrace time that running tasks have to finish when the worker stops
	 * @param maxPendingOutcomes number of outcomes that may wait for the result store
	 * before the worker stops fetching
	 * @param maxMessageSize largest message body that is read, packed and unpacked
	 */
	record Worker(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean autoStartup,
			@Nullable String name, @DefaultValue List<String> queues, @Nullable Integer concurrency,
			@Nullable Integer prefetch, @DefaultValue("grace") UnknownTask unknownTask,
			@DefaultValue("5m") Duration unknownTaskGrace, @DefaultValue("25s") Duration shutdownGrace,
			@DefaultValue("1000") int maxPendingOutcomes, @DefaultValue("16MB") DataSize maxMessageSize) {

	}

	/**
	 * Defaults for tasks.
	 *
	 * @param acksLate whether a task is acknowledged after its run, so that a crash does
	 * not lose it
	 * @param ignoreResult whether results are not stored
	 * @param trackStarted whether the start of a run is stored as state
	 */
	record Task(@DefaultValue("true") boolean acksLate, @DefaultValue("false") boolean ignoreResult,
			@DefaultValue("false") boolean trackStarted) {

	}

	/**
	 * RabbitMQ.
	 *
	 * @param consumerTimeout time that the server waits for an acknowledgement, its
	 * consumer_timeout; 0 if it waits for ever. The message of a task that runs for more
	 * than half of it moves to the result store
	 */
	record Rabbitmq(@DefaultValue("30m") Duration consumerTimeout) {

	}

	/**
	 * Message brokers.
	 */
	enum BrokerType {

		/**
		 * RabbitMQ, over the application's connection factory.
		 */
		RABBITMQ,

		/**
		 * This process; tasks are lost when it ends.
		 */
		MEMORY

	}

	/**
	 * Result stores.
	 */
	enum ResultStoreType {

		/**
		 * Redis, over the application's connection factory.
		 */
		REDIS,

		/**
		 * This process; results are lost when it ends.
		 */
		MEMORY,

		/**
		 * Results are not kept.
		 */
		NONE;

		static ResultStoreType effective(@Nullable ResultStoreType configured, BrokerType broker) {
			if (configured != null) {
				return configured;
			}
			return (broker == BrokerType.MEMORY) ? MEMORY : REDIS;
		}

	}

	/**
	 * What happens to unknown tasks.
	 */
	enum UnknownTask {

		/**
		 * They are put back with a delay, so that a worker that knows them can take them.
		 */
		GRACE,

		/**
		 * They fail at once.
		 */
		FAIL

	}

}
