package io.taskqueue.spring;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.taskqueue.worker.TaskWorker;
import io.taskqueue.worker.WorkerStatus;

/**
 * Starts the worker last and stops it first, so that a task that is finishing can still
 * publish and store its result. Owns every thread of the worker.
 *
 * @since 0.1.0
 */
public final class TaskWorkerLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TaskWorkerLifecycle.class);

	private final TaskWorker worker;

	private final boolean autoStartup;

	private final String summary;

	private final List<String> warnings;

	/**
	 * A lifecycle for a worker.
	 * @param worker the worker
	 * @param autoStartup whether it starts with the application
	 * @param summary what is logged when it has started
	 * @param warnings what is to be said about its settings when it starts
	 */
	public TaskWorkerLifecycle(TaskWorker worker, boolean autoStartup, String summary, List<String> warnings) {
		this.worker = worker;
		this.autoStartup = autoStartup;
		this.summary = summary;
		this.warnings = List.copyOf(warnings);
	}

	@Override
	public void start() {
		this.warnings.forEach(logger::warn);
		this.worker.start();
		logger.info(this.summary);
	}

	/**
	 * The state of the worker.
	 * @return the state at this moment
	 */
	public WorkerStatus status() {
		return this.worker.status();
	}

	@Override
	public void stop() {
		this.worker.stop().toCompletableFuture().join();
	}

	@Override
	public void stop(Runnable callback) {
		try {
			this.worker.stop().whenComplete((stopped, ex) -> stopped(callback, ex));
		}
		catch (RuntimeException ex) {
			stopped(callback, ex);
		}
	}

	private static void stopped(Runnable callback, @Nullable Throwable ex) {
		if (ex != null) {
			logger.error("The worker did not stop as it should", ex);
		}
		callback.run();
	}

	@Override
	public boolean isRunning() {
		return this.worker.status().running();
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
