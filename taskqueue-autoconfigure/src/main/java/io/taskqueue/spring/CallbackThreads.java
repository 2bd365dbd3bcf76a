package io.taskqueue.spring;

import java.util.concurrent.ExecutorService;

import org.jspecify.annotations.Nullable;

import io.taskqueue.worker.TaskThreads;

/**
 * Threads for what an application attaches to futures of results. They are made when
 * first needed and ended by {@link #stop()}; needed again, they are made again. No
 * {@link java.util.concurrent.Executor}, because as a bean it would stand in for the
 * application's own.
 *
 * @since 0.1.0
 */
public final class CallbackThreads {

	private final TaskThreads threads;

	private final Object monitor = new Object();

	private @Nullable ExecutorService executor;

	/**
	 * Threads of this kind.
	 * @param threads makes the threads
	 */
	public CallbackThreads(TaskThreads threads) {
		this.threads = threads;
	}

	/**
	 * Run an action on one of the threads.
	 * @param action what to run
	 */
	public void execute(Runnable action) {
		synchronized (this.monitor) {
			if (this.executor == null) {
				this.executor = this.threads.create("taskqueue-callback-");
			}
			this.executor.execute(action);
		}
	}

	/**
	 * End the threads; what runs is finished.
	 */
	public void stop() {
		synchronized (this.monitor) {
			if (this.executor != null) {
				this.executor.shutdown();
				this.executor = null;
			}
		}
	}

}
