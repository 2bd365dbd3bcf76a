package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;
import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * Holds jobs for the last moment before they are due, without a slot. They are bounded by
 * the prefetch, because each is an unsettled delivery.
 */
final class Holding {

	private final Map<Held, Timer> held = new HashMap<>();

	private final TimeSource time;

	private final Consumer<Job> onDue;

	private boolean closed;

	Holding(TimeSource time, Consumer<Job> onDue) {
		this.time = time;
		this.onDue = onDue;
	}

	void hold(Job job, Instant until) {
		Held added = new Held(job, until);
		synchronized (this.held) {
			if (!this.closed) {
				schedule(added);
				return;
			}
		}
		job.delivery().requeue();
	}

	int size() {
		synchronized (this.held) {
			return this.held.size();
		}
	}

	/**
	 * Hold nothing any more.
	 * @return the deliveries that were held
	 */
	List<Delivery> close() {
		synchronized (this.held) {
			this.closed = true;
			List<Delivery> deliveries = this.held.keySet().stream().map((entry) -> entry.job.delivery()).toList();
			this.held.values().forEach(Timer::cancel);
			this.held.clear();
			return deliveries;
		}
	}

	private void schedule(Held entry) {
		Duration left = Duration.between(this.time.now(), entry.until);
		this.held.put(entry, this.time.schedule(left, () -> due(entry)));
	}

	private void due(Held entry) {
		Job job = take(entry);
		if (job != null) {
			this.onDue.accept(job);
		}
	}

	private @Nullable Job take(Held entry) {
		synchronized (this.held) {
			if (!this.held.containsKey(entry)) {
				return null;
			}
			if (this.time.now().isBefore(entry.until)) {
				// The wall clock was set back meanwhile: never early
				schedule(entry);
				return null;
			}
			this.held.remove(entry);
			return entry.job;
		}
	}

	/**
	 * A held job, equal only to itself.
	 */
	private static final class Held {

		private final Job job;

		private final Instant until;

		Held(Job job, Instant until) {
			this.job = job;
			this.until = until;
		}

	}

}
