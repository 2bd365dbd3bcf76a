package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Broker;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.TimeSource;

/**
 * A worker: takes tasks from its queues, runs them and settles them. It owns its threads;
 * {@link #start()} and {@link #stop()} alternate any number of times. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskWorker {

	private final Object monitor = new Object();

	private final Collaborators collaborators;

	private final WorkerCounters counters = new WorkerCounters();

	private @Nullable Pipeline pipeline;

	private @Nullable CompletableFuture<Void> stopping;

	/**
	 * Creates a worker that is not started.
	 * @param options how it works
	 * @param registry the tasks it knows
	 * @param codec reads and writes messages
	 * @param payloads writes results
	 * @param publisher publishes callbacks and further steps
	 * @param broker the broker
	 * @param store the result store
	 * @param time the time
	 * @param threads makes the threads on which tasks run
	 */
	public TaskWorker(WorkerOptions options, TaskRegistry registry, TaskMessageCodec codec, PayloadCodec payloads,
			TaskPublisher publisher, Broker broker, ResultStore store, TimeSource time, TaskThreads threads) {
		this.collaborators = new Collaborators(options, registry, codec, payloads, publisher, broker, store, time,
				threads);
	}

	/**
	 * Start to consume. A queue that can't be consumed yet, because the broker is away,
	 * is consumed as soon as it can. Without effect on a worker that is started.
	 * @throws IllegalStateException if the worker has not finished stopping
	 */
	public void start() {
		Pipeline started;
		synchronized (this.monitor) {
			if (this.stopping != null) {
				throw new IllegalStateException("The worker is still stopping: wait for stop() to complete");
			}
			if (this.pipeline != null) {
				return;
			}
			started = new Pipeline(this.collaborators, this.counters);
			this.pipeline = started;
		}
		started.start();
	}

	/**
	 * Stop with the configured grace.
	 * @return completes when the worker has stopped
	 */
	public CompletionStage<Void> stop() {
		return stop(this.collaborators.options().shutdownGrace());
	}

	/**
	 * Stop fetching, give back what was not begun, wait for what was, and interrupt what
	 * does not end in time; the broker gives that to another worker. Without effect on a
	 * worker that is stopped or stopping.
	 * @param grace how long running tasks may go on
	 * @return completes when the worker has stopped
	 */
	public CompletionStage<Void> stop(Duration grace) {
		Pipeline stopped;
		CompletableFuture<Void> done;
		synchronized (this.monitor) {
			if (this.pipeline == null || this.stopping != null) {
				return (this.stopping != null) ? this.stopping : CompletableFuture.completedFuture(null);
			}
			stopped = this.pipeline;
			done = new CompletableFuture<>();
			this.stopping = done;
		}
		stopped.stop(grace).whenComplete((closed, error) -> stopped(done, error));
		return done;
	}

	/**
	 * The worker now.
	 * @return an immutable snapshot
	 */
	public WorkerStatus status() {
		WorkerOptions options = this.collaborators.options();
		synchronized (this.monitor) {
			if (this.pipeline != null) {
				return this.pipeline.status(this.stopping == null, this.counters.totals());
			}
		}
		List<WorkerStatus.QueueStatus> queues = options.queues()
			.stream()
			.map((queue) -> new WorkerStatus.QueueStatus(queue, false, null))
			.toList();
		return new WorkerStatus(options.name(), false, queues, options.concurrency(), 0, 0, 0, true,
				this.counters.totals());
	}

	private void stopped(CompletableFuture<Void> done, @Nullable Throwable error) {
		synchronized (this.monitor) {
			this.pipeline = null;
			this.stopping = null;
		}
		if (error == null) {
			done.complete(null);
		}
		else {
			done.completeExceptionally(error);
		}
	}

}
