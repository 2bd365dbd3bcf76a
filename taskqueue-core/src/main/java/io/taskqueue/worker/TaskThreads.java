package io.taskqueue.worker;

import java.util.concurrent.ExecutorService;

/**
 * Makes the threads on which tasks run. Their number is not bounded here: how many tasks
 * run at once is decided by the worker's slots.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TaskThreads {

	/**
	 * An executor that runs every action at once on a thread of its own or an idle one.
	 * The worker shuts it down when it stops.
	 * @param namePrefix how the names of its threads begin
	 * @return a new executor
	 */
	ExecutorService create(String namePrefix);

	/**
	 * Platform threads that are reused.
	 * @return the factory
	 */
	static TaskThreads platform() {
		return NamedThreads::cached;
	}

}
