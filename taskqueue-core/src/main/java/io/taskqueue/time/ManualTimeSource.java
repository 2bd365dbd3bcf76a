package io.taskqueue.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Time that moves only when told, for tests. Due actions run in the order of their due
 * time on the thread that moves the time, and see the time at which they were due. An
 * action that is due at once runs with the next move, even one of zero length.
 * <p>
 * Any thread may read the time, schedule and cancel; one thread at a time moves it.
 *
 * @since 0.1.0
 */
public final class ManualTimeSource implements TimeSource {

	/**
	 * Where time begins unless told otherwise: a fixed instant, so that tests repeat.
	 */
	public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final PriorityQueue<Action> actions = new PriorityQueue<>(
			Comparator.comparing(Action::due).thenComparing(Action::sequence));

	private final Instant start;

	private Instant now;

	private long sequence;

	/**
	 * Time that begins at {@link #START}.
	 */
	public ManualTimeSource() {
		this(START);
	}

	/**
	 * Time that begins at an instant.
	 * @param start the instant
	 */
	public ManualTimeSource(Instant start) {
		this.start = start;
		this.now = start;
	}

	@Override
	public synchronized Instant now() {
		return this.now;
	}

	/**
	 * The time that has passed since the start.
	 */
	@Override
	public synchronized long nanoTime() {
		return Duration.between(this.start, this.now).toNanos();
	}

	@Override
	public synchronized Timer schedule(Duration delay, Runnable action) {
		Instant due = (delay.isNegative()) ? this.now : this.now.plus(delay);
		Action added = new Action(due, this.sequence++, action);
		this.actions.add(added);
		return () -> cancel(added);
	}

	/**
	 * Move time on, running what becomes due.
	 * @param duration how far, zero or more
	 */
	public void advance(Duration duration) {
		advanceTo(now().plus(duration));
	}

	/**
	 * Move time on to an instant, running what becomes due.
	 * @param instant the instant, not before {@link #now()}
	 */
	public void advanceTo(Instant instant) {
		if (instant.isBefore(now())) {
			throw new IllegalArgumentException("Time does not go back from " + now() + " to " + instant);
		}
		Action next = nextUntil(instant);
		while (next != null) {
			next.action().run();
			next = nextUntil(instant);
		}
	}

	private synchronized @Nullable Action nextUntil(Instant instant) {
		Action next = this.actions.peek();
		if (next == null || next.due().isAfter(instant)) {
			this.now = instant;
			return null;
		}
		this.now = next.due();
		return this.actions.poll();
	}

	private synchronized void cancel(Action action) {
		this.actions.remove(action);
	}

	private record Action(Instant due, long sequence, Runnable action) {

	}

}
