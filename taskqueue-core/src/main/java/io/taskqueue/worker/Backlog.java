package io.taskqueue.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * What waits for the result store or the broker to come back. Everything parked is tried
 * again together, after a pause that doubles while nothing succeeds; one timer serves
 * all.
 */
final class Backlog {

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

	private int outcomes;

	private boolean closed;

	/**
	 * A backlog.
	 * @param limit the number of outcomes from which on it is full
	 * @param onFull told {@code true} when it becomes full and {@code false} when it no
	 * longer is
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
				this.timer = this.time.schedule(this.pause, this::retry);
				Duration doubled = this.pause.multipliedBy(2);
				this.pause = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
			}
		}
	}

	/**
	 * An outcome has begun to wait.
	 */
	void outcomeAdded() {
		boolean full;
		synchronized (this.monitor) {
			full = (++this.outcomes == this.limit);
		}
		if (full) {
			this.onFull.accept(true);
		}
	}

	/**
	 * An outcome waits no longer.
	 */
	void outcomeRemoved() {
		boolean room;
		synchronized (this.monitor) {
			room = (this.outcomes-- == this.limit);
			this.pause = SHORTEST;
		}
		if (room) {
			this.onFull.accept(false);
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
		}
		due.forEach(this.executor::execute);
	}

}
