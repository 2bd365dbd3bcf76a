package io.taskqueue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.time.TimeSource;

/**
 * Items that something happens to when they are due, never before. However many they are,
 * there is one timer: for the earliest.
 *
 * @param <T> the items
 */
final class Agenda<T> {

	/**
	 * A timer measures elapsed time and the due time is on the wall clock, which may be
	 * set: look again from time to time.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofDays(1);

	private final TimeSource time;

	private final Consumer<T> action;

	private final PriorityQueue<Item<T>> items = new PriorityQueue<>(
			Comparator.<Item<T>, Instant>comparing(Item::due).thenComparing(Item::sequence));

	private long sequence;

	private TimeSource.@Nullable Timer timer;

	private Instant timerDue = Instant.MAX;

	Agenda(TimeSource time, Consumer<T> action) {
		this.time = time;
		this.action = action;
	}

	synchronized void add(Instant due, T value) {
		this.items.add(new Item<>(due, this.sequence++, value));
		setTimer();
	}

	/**
	 * Do without a timer until the next item is added or {@link #resume()} is called.
	 */
	synchronized void pause() {
		if (this.timer != null) {
			this.timer.cancel();
		}
		this.timer = null;
		this.timerDue = Instant.MAX;
	}

	/**
	 * Act on what is due, and go on.
	 */
	void resume() {
		takeDue().forEach(this.action);
	}

	private synchronized List<T> takeDue() {
		pause();
		List<T> due = new ArrayList<>();
		Instant now = this.time.now();
		Item<T> first = this.items.peek();
		while (first != null && !first.due().isAfter(now)) {
			due.add(first.value());
			this.items.remove();
			first = this.items.peek();
		}
		setTimer();
		return due;
	}

	private void setTimer() {
		Item<T> first = this.items.peek();
		if (first != null && first.due().isBefore(this.timerDue)) {
			pause();
			Duration wait = Duration.between(this.time.now(), first.due());
			this.timer = this.time.schedule((wait.compareTo(LONGEST_WAIT) < 0) ? wait : LONGEST_WAIT, this::resume);
			this.timerDue = first.due();
		}
	}

	private record Item<T>(Instant due, long sequence, T value) {

	}

}
