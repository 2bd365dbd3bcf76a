package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that runs actions in their order. An action that fails is logged and the
 * thread goes on. Actions handed over after {@link #close} are dropped.
 */
final class RabbitThread {

	private static final Logger logger = LoggerFactory.getLogger(RabbitThread.class);

	private final ExecutorService executor;

	RabbitThread(String purpose) {
		this.executor = Executors.newSingleThreadExecutor(factory(purpose));
	}

	static ThreadFactory factory(String purpose) {
		ThreadFactory threads = Executors.defaultThreadFactory();
		AtomicInteger number = new AtomicInteger();
		return (action) -> {
			Thread thread = threads.newThread(action);
			thread.setName("taskqueue-rabbit-" + purpose + "-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	void execute(Runnable action) {
		try {
			this.executor.execute(() -> run(action));
		}
		catch (RejectedExecutionException ex) {
			logger.trace("An action came after the end of its thread", ex);
		}
	}

	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.error("An action on a thread of the RabbitMQ broker failed; the thread goes on", ex);
		}
	}

	/**
	 * End the thread once it has run what was handed over.
	 * @param limit how long to wait for its end before it is interrupted
	 */
	void close(Duration limit) {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
