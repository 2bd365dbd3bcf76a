package io.taskqueue.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.taskqueue.time.TimeSource;

/**
 * Real time on a thread of the test's, so that a thread of the task queue that is left
 * can be told from it.
 */
final class TestTime implements TimeSource {

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "test-timer"));

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
		ScheduledFuture<?> future = this.executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> future.cancel(false);
	}

	void stop() {
		this.executor.shutdownNow();
	}

}
