package io.taskqueue;

/**
 * Calls by method reference.
 *
 * @since 0.1.0
 */
public interface TaskMethodCalls {

	/**
	 * Submit and wait for the broker's confirm.
	 * @param signature what to run
	 * @param <R> the result type
	 * @return the submitted task
	 */
	<R> AsyncResult<R> submit(Signature<R> signature);

}
