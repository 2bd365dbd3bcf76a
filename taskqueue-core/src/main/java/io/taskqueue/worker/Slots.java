package io.taskqueue.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fourth stage, the way in: a bounded number of slots and the jobs that wait for one, by
 * priority and then by arrival.
 *
 * <p>
 * A slot is a number, not a thread. A thread that has finished a job keeps its slot and
 * takes the next job; it gives the slot back when none waits. A thread whose task waits
 * for something else lends its slot and reclaims one afterwards; reclaiming comes before
 * new jobs, because what is begun frees more than what is not. One lock guards it all and
 * is never held while a job runs.
 */
final class Slots {

	private static final Logger logger = LoggerFactory.getLogger(Slots.class);

	private static final Comparator<Waiting> ORDER = Comparator.comparingInt(Waiting::priority)
		.reversed()
		.thenComparingLong(Waiting::number);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition granted = this.lock.newCondition();

	private final PriorityQueue<Waiting> queue = new PriorityQueue<>(ORDER);

	private final Executor threads;

	private final Work work;

	private final InFlight inFlight;

	private int size;

	private int active;

	private int reclaiming;

	private int grants;

	private long arrivals;

	private boolean paused;

	private boolean closed;

	Slots(int size, Executor threads, Work work, InFlight inFlight) {
		this.size = size;
		this.threads = threads;
		this.work = work;
		this.inFlight = inFlight;
	}

	/**
	 * Give a job the next slot, or back to its queue when no more jobs are taken.
	 * @param job the job
	 */
	void enter(Job job) {
		if (queued(job)) {
			startWaiting();
		}
		else {
			job.delivery().requeue();
		}
	}

	/**
	 * Change the number of slots. Jobs that run go on.
	 * @param size the number, at least 1
	 */
	void resize(int size) {
		this.lock.lock();
		try {
			this.size = size;
			while (this.active < this.size && grant()) {
				this.active++;
			}
		}
		finally {
			this.lock.unlock();
		}
		startWaiting();
	}

	/**
	 * Begin no job, or begin jobs again.
	 * @param paused whether jobs wait although slots are free
	 */
	void pause(boolean paused) {
		this.lock.lock();
		try {
			this.paused = paused;
		}
		finally {
			this.lock.unlock();
		}
		startWaiting();
	}

	/**
	 * Forget the jobs whose delivery was given back or taken away.
	 */
	void prune() {
		this.lock.lock();
		try {
			this.queue.removeIf((waiting) -> !waiting.job.delivery().open());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take no more jobs.
	 * @return the jobs that were not begun
	 */
	List<Job> close() {
		this.lock.lock();
		try {
			this.closed = true;
			List<Job> rest = new ArrayList<>(this.queue.size());
			this.queue.forEach((waiting) -> rest.add(waiting.job));
			this.queue.clear();
			return rest;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let somebody else use this thread's slot.
	 */
	void lend() {
		this.lock.lock();
		try {
			free();
		}
		finally {
			this.lock.unlock();
		}
		startWaiting();
	}

	/**
	 * Wait for a slot after {@link #lend()}. A thread that is interrupted meanwhile goes
	 * on at once, above the limit and with its flag set: it is about to end.
	 */
	void reclaim() {
		this.lock.lock();
		try {
			if (this.active < this.size) {
				this.active++;
				return;
			}
			this.reclaiming++;
			awaitGrant();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean paused() {
		this.lock.lock();
		try {
			return this.paused;
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		return read(() -> this.size);
	}

	int active() {
		return read(() -> this.active);
	}

	int waiting() {
		return read(this.queue::size);
	}

	int reclaiming() {
		return read(() -> this.reclaiming);
	}

	private boolean queued(Job job) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.queue.add(new Waiting(job, job.priority(), this.arrivals++));
			}
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitGrant() {
		try {
			while (this.grants == 0) {
				this.granted.await();
			}
			this.grants--;
		}
		catch (InterruptedException ex) {
			if (this.grants > 0 && this.reclaiming == 0) {
				this.grants--;
			}
			else {
				this.reclaiming--;
				this.active++;
			}
			Thread.currentThread().interrupt();
		}
	}

	private boolean grant() {
		if (this.reclaiming == 0) {
			return false;
		}
		this.reclaiming--;
		this.grants++;
		this.granted.signal();
		return true;
	}

	private void free() {
		if (this.active > this.size || !grant()) {
			this.active--;
		}
	}

	private void startWaiting() {
		for (Job job = begin(); job != null; job = begin()) {
			start(job);
		}
	}

	private @Nullable Job begin() {
		this.lock.lock();
		try {
			Job job = (this.active < this.size) ? poll() : null;
			if (job != null) {
				this.active++;
			}
			return job;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Job poll() {
		Waiting waiting = this.paused ? null : this.queue.poll();
		if (waiting == null) {
			return null;
		}
		// Under the lock, so that nothing is begun unseen while the worker stops
		this.inFlight.enter();
		return waiting.job;
	}

	private void start(Job job) {
		try {
			this.threads.execute(() -> run(job));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			logger.error("No thread for task {}: it is given back to its queue", job, ex);
			giveBack(job);
			lend();
		}
	}

	private void run(Job first) {
		for (Job job = first; job != null; job = next()) {
			try {
				this.work.run(job, this);
			}
			catch (Throwable ex) {
				logger.error("Task {} could not be handled: it is given back to its queue", job, ex);
				giveBack(job);
			}
		}
	}

	private void giveBack(Job job) {
		job.delivery().requeue();
		this.inFlight.leave();
	}

	private @Nullable Job next() {
		this.lock.lock();
		try {
			Job job = (this.active <= this.size && this.reclaiming == 0) ? poll() : null;
			if (job == null) {
				free();
			}
			return job;
		}
		finally {
			this.lock.unlock();
		}
	}

	private int read(IntSupplier value) {
		this.lock.lock();
		try {
			return value.getAsInt();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is done with a job on its slot's thread.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Run a job.
		 * @param job the job
		 * @param slots the slots, for a task that waits
		 */
		void run(Job job, Slots slots);

	}

	private record Waiting(Job job, int priority, long number) {
	}

}
