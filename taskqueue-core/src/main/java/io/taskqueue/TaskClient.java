package io.taskqueue;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Submits tasks: by a reference to the task's method, which the compiler checks, or by
 * name, which reaches tasks of any language.
 *
 * <pre class="code">
 * tasks.submit(Reports::build, 42L);
 * tasks.submit(tasks.signature(reports::build, 42L).countdown(Duration.ofMinutes(5)));
 * tasks.submit("reports.build", String.class, 42L);
 * </pre>
 *
 * <p>
 * In a Spring transaction a task is published after the commit, all of a transaction
 * together and in order, unless the application has switched that off. Submitting then
 * returns at once; arguments are written at that moment, while a countdown and a time to
 * live are counted from publishing. After a rollback nothing is published.
 * {@link #immediately()} does not wait for the commit.
 *
 * <p>
 * Thread-safe; one for an application.
 *
 * @since 0.1.0
 */
public interface TaskClient extends TaskMethodCalls, BeanMethodCalls {

	/**
	 * Submit a task of any language by name.
	 * @param task the task name
	 * @param resultType the type of its result
	 * @param args the positional arguments
	 * @param <R> the result type
	 * @return the submitted task
	 * @throws TaskPublishException if it could not be published, or if that is unknown
	 */
	default <R> AsyncResult<R> submit(String task, Class<R> resultType, @Nullable Object... args) {
		return submit(Signature.of(task, resultType, args));
	}

	/**
	 * Submit without waiting for the confirm.
	 * @param signature what to run
	 * @param <R> the result type
	 * @return completes when the broker has confirmed, or with a
	 * {@link TaskPublishException}; in a transaction it is complete at once
	 */
	<R> CompletionStage<AsyncResult<R>> submitAsync(Signature<R> signature);

	/**
	 * Submit many at once and wait until all are confirmed: much faster than one by one.
	 * @param signatures what to run
	 * @param <R> the result type
	 * @return the submitted tasks, in order
	 * @throws TaskPublishException if one could not be published; it names which were
	 */
	<R> List<AsyncResult<R>> submitAll(List<Signature<R>> signatures);

	/**
	 * This client without regard to transactions: what is submitted is published at once.
	 * A view and no option of the signature, because it is of no concern to the task and
	 * has no place in a message.
	 * @return a client that publishes at once
	 */
	default TaskClient immediately() {
		return this;
	}

	/**
	 * The result of a task that was submitted anywhere, at any time.
	 * @param taskId the task id
	 * @param resultType the type of its result
	 * @param <R> the result type
	 * @return the result
	 */
	<R> AsyncResult<R> result(String taskId, ResultType<R> resultType);

	/**
	 * The result of a task that was submitted anywhere, at any time.
	 * @param taskId the task id
	 * @param resultType the type of its result
	 * @param <R> the result type
	 * @return the result
	 */
	default <R> AsyncResult<R> result(String taskId, Class<R> resultType) {
		return result(taskId, ResultType.of(resultType));
	}

}
