package io.taskqueue.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system clock with one timer thread, {@code taskqueue-timer}. The thread is created
 * when the first action is scheduled and ended by {@link #stop()}; scheduling again after
 * that starts a new one.
 *
 * @since 0.1.0
 */
public final class SystemTimeSource implements TimeSource {

	private static final Logger logger = LoggerFactory.getLogger(SystemTimeSource.class);

	private final Object monitor = new Object();

	private @Nullable ScheduledThreadPoolExecutor executor;

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		ScheduledFuture<?> future;
		synchronized (this.monitor) {
			if (this.executor == null) {
				this.executor = createExecutor();
			}
			future = this.executor.schedule(() -> run(action), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
		}
		return () -> future.cancel(false);
	}

	/**
	 * End the timer thread and drop every action that has not begun.
	 */
	public void stop() {
		synchronized (this.monitor) {
			if (this.executor != null) {
				this.executor.shutdownNow();
				this.executor = null;
			}
		}
	}

	private static ScheduledThreadPoolExecutor createExecutor() {
		ScheduledThreadPoolExecutor created = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "taskqueue-timer");
			thread.setDaemon(true);
			return thread;
		});
		created.setRemoveOnCancelPolicy(true);
		return created;
	}

	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.error("A timer action failed; the timer goes on", ex);
		}
	}

}
