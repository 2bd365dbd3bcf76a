package io.taskqueue.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.time.TimeSource;

/**
 * The worker's consumers, one for each queue. A queue that can't be consumed yet, because
 * the broker is away, is tried again.
 */
final class Consumers {

	private static final Logger logger = LoggerFactory.getLogger(Consumers.class);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final Map<String, @Nullable MessageConsumer> consumers = new LinkedHashMap<>();

	private final Map<String, @Nullable String> problems = new HashMap<>();

	private final Broker broker;

	private final Function<String, CompletionStage<Void>> declare;

	private final DeliveryHandler handler;

	private final TimeSource time;

	private int prefetch;

	private boolean cancelled;

	/**
	 * Consumers that are not open yet.
	 * @param options which queues, and how many deliveries at once
	 * @param broker the broker
	 * @param declare makes sure that a queue exists
	 * @param handler takes the deliveries
	 * @param time the time
	 */
	Consumers(WorkerOptions options, Broker broker, Function<String, CompletionStage<Void>> declare,
			DeliveryHandler handler, TimeSource time) {
		options.queues().forEach((queue) -> this.consumers.put(queue, null));
		this.prefetch = options.prefetch();
		this.broker = broker;
		this.declare = declare;
		this.handler = handler;
		this.time = time;
	}

	void open() {
		queues().forEach((queue) -> open(queue, Duration.ofSeconds(1)));
	}

	/**
	 * Change how many deliveries of each queue are taken at once.
	 * @param prefetch the number, at least 1
	 */
	void prefetch(int prefetch) {
		List<MessageConsumer> opened;
		synchronized (this.consumers) {
			this.prefetch = prefetch;
			opened = opened();
		}
		opened.forEach((consumer) -> consumer.prefetch(prefetch));
	}

	/**
	 * Take no more deliveries; those that were taken can still be settled.
	 */
	void cancel() {
		List<MessageConsumer> opened;
		synchronized (this.consumers) {
			this.cancelled = true;
			opened = opened();
		}
		opened.forEach((consumer) -> end(consumer, MessageConsumer::cancel));
	}

	/**
	 * Give back what is not settled.
	 */
	void close() {
		List<MessageConsumer> opened;
		synchronized (this.consumers) {
			opened = opened();
		}
		opened.forEach((consumer) -> end(consumer, MessageConsumer::close));
	}

	List<WorkerStatus.QueueStatus> status() {
		synchronized (this.consumers) {
			List<WorkerStatus.QueueStatus> queues = new ArrayList<>();
			this.consumers.forEach((queue, consumer) -> queues.add(status(queue, consumer)));
			return queues;
		}
	}

	private WorkerStatus.QueueStatus status(String queue, @Nullable MessageConsumer consumer) {
		return (consumer != null) ? new WorkerStatus.QueueStatus(queue, consumer.active(), consumer.problem())
				: new WorkerStatus.QueueStatus(queue, false, this.problems.get(queue));
	}

	private static void end(MessageConsumer consumer, Consumer<MessageConsumer> how) {
		try {
			how.accept(consumer);
		}
		catch (RuntimeException ex) {
			// One that can't be ended must not keep the others, and the worker, from
			// ending
			logger.warn("The consumer of queue {} did not end in order: {}", consumer.queue(), ex.toString());
		}
	}

	private List<String> queues() {
		synchronized (this.consumers) {
			return List.copyOf(this.consumers.keySet());
		}
	}

	private List<MessageConsumer> opened() {
		List<MessageConsumer> opened = new ArrayList<>();
		for (MessageConsumer consumer : this.consumers.values()) {
			if (consumer != null) {
				opened.add(consumer);
			}
		}
		return opened;
	}

	private void open(String queue, Duration pause) {
		if (cancelled()) {
			return;
		}
		try {
			this.declare.apply(queue).thenAccept((declared) -> consume(queue)).whenComplete((done, error) -> {
				if (error != null) {
					openLater(queue, pause, Failures.unwrap(error));
				}
			});
		}
		catch (RuntimeException ex) {
			openLater(queue, pause, ex);
		}
	}

	private void consume(String queue) {
		if (cancelled()) {
			return;
		}
		int deliveries = prefetch();
		MessageConsumer consumer = this.broker.consume(new ConsumerOptions(queue, deliveries), this.handler);
		if (!added(queue, consumer)) {
			consumer.close();
		}
		else if (prefetch() != deliveries) {
			consumer.prefetch(prefetch());
		}
	}

	private boolean added(String queue, MessageConsumer consumer) {
		synchronized (this.consumers) {
			if (!this.cancelled) {
				this.consumers.put(queue, consumer);
			}
			return !this.cancelled;
		}
	}

	private int prefetch() {
		synchronized (this.consumers) {
			return this.prefetch;
		}
	}

	private boolean cancelled() {
		synchronized (this.consumers) {
			return this.cancelled;
		}
	}

	private void openLater(String queue, Duration pause, Throwable error) {
		if (cancelled()) {
			return;
		}
		synchronized (this.consumers) {
			this.problems.put(queue, error.getMessage());
		}
		logger.warn("Queue {} can't be consumed yet, the next attempt is in {} s: {}", queue, pause.toSeconds(),
				error.getMessage());
		Duration doubled = pause.multipliedBy(2);
		Duration next = (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
		this.time.schedule(pause, () -> open(queue, next));
	}

}
