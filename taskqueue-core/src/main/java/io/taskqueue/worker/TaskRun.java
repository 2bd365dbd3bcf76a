package io.taskqueue.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.taskqueue.TaskContext;
import io.taskqueue.WaitingNotAllowedException;

/**
 * One run of a task, as its code sees it. What it knows can be read at any time; what it
 * can do ends with the run.
 */
final class TaskRun implements TaskContext {

	/**
	 * A document names no more children than this; readers do not need all (protocol
	 * reference 7.4).
	 */
	private static final int MOST_CHILDREN = 1000;

	private final Job job;

	private final Slots slots;

	private final Prefetch prefetch;

	private final UserCode userCode = new UserCode();

	private final List<String> published = new ArrayList<>(0);

	private boolean awaiting;

	private boolean closed;

	TaskRun(Job job, Slots slots, Prefetch prefetch) {
		this.job = job;
		this.slots = slots;
		this.prefetch = prefetch;
	}

	Job job() {
		return this.job;
	}

	UserCode userCode() {
		return this.userCode;
	}

	@Override
	public String id() {
		return this.job.id();
	}

	@Override
	public String name() {
		return this.job.request().name();
	}

	@Override
	public int retries() {
		return this.job.retries();
	}

	@Override
	public String rootId() {
		return this.job.request().rootId();
	}

	@Override
	public @Nullable String parentId() {
		return this.job.request().headers().parentId();
	}

	@Override
	public @Nullable String groupId() {
		return this.job.request().headers().group();
	}

	@Override
	public String queue() {
		return this.job.delivery().queue();
	}

	@Override
	public boolean redelivered() {
		return this.job.request().suspect();
	}

	@Override
	public Map<String, @Nullable Object> headers() {
		return this.job.request().headers().custom();
	}

	@Override
	public void published(String childId) {
		synchronized (this.published) {
			if (!this.closed && this.published.size() < MOST_CHILDREN) {
				this.published.add(childId);
			}
		}
	}

	/**
	 * End the run: what its code does from now on has no effect on its outcome.
	 * @return the ids of the tasks that it published
	 */
	List<String> close() {
		synchronized (this.published) {
			this.closed = true;
			return this.published;
		}
	}

	@Override
	public <V> V awaiting(Callable<V> body) throws Exception {
		requireWaiting();
		if (this.awaiting) {
			return body.call();
		}
		this.awaiting = true;
		this.prefetch.waits();
		this.slots.lend();
		try {
			return body.call();
		}
		finally {
			this.slots.reclaim();
			this.prefetch.goesOn();
			this.awaiting = false;
		}
	}

	private void requireWaiting() {
		if (!this.job.definition().allowWaiting()) {
			throw new WaitingNotAllowedException("Task '" + name() + "' waits for another task. Declare it with "
					+ "@Task(allowWaiting = true), or let a chain or a chord pass results on.", null);
		}
		if (!this.userCode.runsHere()) {
			throw new IllegalStateException(
					"Task '" + name() + "' waits after it has ended, or on a thread that is not its own");
		}
	}

}
