package io.taskqueue.benchmark;

import io.taskqueue.Task;

/**
 * The task that does nothing.
 */
public final class Noop {

	/**
	 * The name of the task.
	 */
	static final String NAME = "bench.noop";

	Noop() {
	}

	/**
	 * Do nothing.
	 * @return always 1
	 */
	@Task(name = NAME)
	public int run() {
		return 1;
	}

}
