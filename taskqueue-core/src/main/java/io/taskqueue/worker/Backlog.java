package io.taskqueue.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * What waits for the result store or the broker to come back. Everything parked is tried
 * again together, after a pause that doubles while nothing succeeds; one timer serves
 * all.
 */
final class Backlog {

	private static final Logger logger = LoggerFactory.getLogger(Backlog.class);

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final Object monitor = new Object();

	private final TimeSource time;

	private final Executor executor;

	private final int limit;

	private final Consumer<Boolean> onFull;

	private List<Runnable> parked = new ArrayList<>();

	private Duration pause = SHORTEST;

	private @Nullable Timer timer;

	private long retried;

	private int outcomes;

	private boolean closed;

	/**
	 * A backlog.
	 * @param limit the number of outcomes from which on it is full
	 * @param onFull told {@code true} when it becomes full and {@code false} when it no
	 * longer is; must return soon
	 * @param executor runs what is tried again
	 * @param time the time
	 */
	Backlog(int limit, Consumer<Boolean> onFull, Executor executor, TimeSource time) {
		this.limit = limit;
		this.onFull = onFull;
		this.executor = executor;
		this.time = time;
	}

	/**
	 * Try something again later.
	 * @param action what to try
	 */
	void park(Runnable action) {
		synchronized (this.monitor) {
			if (this.closed) {
				return;
			}
			this.parked.add(action);
			if (this.timer == null) {
				if (this.time.nanoTime() - this.retried > LONGEST.toNanos()) {
					this.pause = SHORTEST;
				}
				this.timer = this.time.schedule(this.pause, this::retry);
				Duration doubled = this.pause.multipliedBy(2);
				this.pause = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
			}
		}
	}

	/**
	 * An outcome has begun to wait.
	 * @param error why
	 */
	void outcomeAdded(Throwable error) {
		synchronized (this.monitor) {
			this.outcomes++;
			if (this.outcomes == 1) {
				logger.warn("Outcomes wait for the result store or the broker: {}", error.toString());
			}
			if (this.outcomes == this.limit) {
				// Under the lock, so that the last word is the right one
				this.onFull.accept(true);
			}
		}
	}

	/**
	 * An outcome waits no longer.
	 */
	void outcomeRemoved() {
		synchronized (this.monitor) {
			this.outcomes--;
			this.pause = SHORTEST;
			if (this.outcomes == 0) {
				logger.info("No outcome waits any longer");
			}
			if (this.outcomes == this.limit - 1) {
				this.onFull.accept(false);
			}
		}
	}

	int outcomes() {
		synchronized (this.monitor) {
			return this.outcomes;
		}
	}

	/**
	 * Forget what is parked: the worker stops and the broker gives it to others.
	 */
	void close() {
		synchronized (this.monitor) {
			this.closed = true;
			this.parked = new ArrayList<>();
			if (this.timer != null) {
				this.timer.cancel();
				this.timer = null;
			}
		}
	}

	private void retry() {
		List<Runnable> due;
		synchronized (this.monitor) {
			due = this.parked;
			this.parked = new ArrayList<>();
			this.timer = null;
			this.retried = this.time.nanoTime();
		}
		due.forEach(this.executor::execute);
	}

}
