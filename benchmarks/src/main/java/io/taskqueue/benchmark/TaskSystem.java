package io.taskqueue.benchmark;

import java.util.List;

/**
 * A task queue as it is measured: one queue, one task that does nothing, late
 * acknowledgement and stored results.
 */
interface TaskSystem extends AutoCloseable {

	/**
	 * Put many tasks into the queue, as fast as confirms allow.
	 * @param count the number of tasks
	 * @throws Exception if one is not confirmed
	 */
	void enqueue(int count) throws Exception;

	/**
	 * Put tasks into the queue from one thread, each after the confirm of the last.
	 * @param count the number of tasks
	 * @return the rate in tasks per second
	 * @throws Exception if one is not confirmed
	 */
	double enqueueOneByOne(int count) throws Exception;

	/**
	 * Call the task and wait for its result, again and again.
	 * @param count the number of calls
	 * @return the time of each call in nanoseconds
	 * @throws Exception if a call fails
	 */
	List<Long> call(int count) throws Exception;

	/**
	 * Start to work on what is in the queue.
	 * @throws Exception if that is not possible
	 */
	void startWorker() throws Exception;

	/**
	 * Stop working, when everything begun is acknowledged.
	 * @throws Exception if that is not possible
	 */
	void stopWorker() throws Exception;

	@Override
	void close() throws Exception;

}
