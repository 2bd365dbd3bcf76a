package io.taskqueue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * What a running task knows of its run. It is a parameter of the task method (injected,
 * not an argument), or {@link #current()} on the task's thread.
 *
 * @since 0.1.0
 */
public interface TaskContext {

	/**
	 * The context of the task that runs on this thread.
	 * @return the context
	 * @throws IllegalStateException if no task runs on this thread
	 */
	static TaskContext current() {
		TaskContext context = CurrentTask.get();
		if (context == null) {
			throw new IllegalStateException(
					"No task runs on this thread. Take the TaskContext on the task's own thread and hand it on.");
		}
		return context;
	}

	/**
	 * The context of the task that runs on this thread, if one does.
	 * @return the context, or {@code null}
	 */
	static @Nullable TaskContext currentOrNull() {
		return CurrentTask.get();
	}

	/**
	 * Run a body as the given task: what a worker, and a test kit, do around a task.
	 * @param context the context
	 * @param body what to run
	 * @param <V> the body's result
	 * @return the body's result
	 * @throws Exception what the body throws
	 */
	static <V> V callAs(TaskContext context, Callable<V> body) throws Exception {
		return CurrentTask.callAs(context, body);
	}

	/**
	 * The task id.
	 * @return the id
	 */
	String id();

	/**
	 * The task name as the message has it.
	 * @return the name
	 */
	String name();

	/**
	 * The number of retries before this attempt.
	 * @return 0 on the first attempt
	 */
	int retries();

	/**
	 * The id of the workflow's first task.
	 * @return the root's id
	 */
	String rootId();

	/**
	 * The id of the task that published this one.
	 * @return the parent's id, or {@code null}
	 */
	@Nullable String parentId();

	/**
	 * The id of the group this task is a member of.
	 * @return the group's id, or {@code null}
	 */
	@Nullable String groupId();

	/**
	 * The queue the task was delivered from.
	 * @return the queue's name
	 */
	String queue();

	/**
	 * Whether the broker may have delivered this attempt before.
	 * @return whether this may be a repeat
	 */
	boolean redelivered();

	/**
	 * The custom headers of the message.
	 * @return the headers
	 */
	Map<String, @Nullable Object> headers();

	/**
	 * Take note that this task has published another one, so that its outcome names it
	 * among its {@linkplain AsyncResult#children() children}. The client calls it, on any
	 * thread, when the broker has confirmed; a worker's context keeps the id until the
	 * outcome is stored. By default nothing is kept.
	 * @param childId the id of the published task
	 */
	default void published(String childId) {
	}

	/**
	 * Ask for another attempt: {@code throw context.retry(Duration.ofSeconds(5))}.
	 * @param countdown the pause before the next attempt
	 * @return what to throw, see {@link #retry(Duration, Throwable)}
	 * @throws IllegalArgumentException if the countdown is negative
	 */
	default RetryTaskException retry(Duration countdown) {
		return retry(countdown, null);
	}

	/**
	 * Ask for another attempt, whatever the task's {@link Retry @Retry} includes and
	 * excludes. Nothing happens before the returned exception leaves the task's method: a
	 * broad {@code catch} that does not throw it on, or wraps it, undoes the request. It
	 * counts as an attempt. Where {@link Retry#maxRetries()} allows none, the task fails
	 * with the cause, or with Celery's {@code MaxRetriesExceededError} if there is none.
	 * @param countdown the pause before the next attempt
	 * @param cause why, as stored with the state {@code RETRY}, or {@code null}
	 * @return what to throw
	 * @throws IllegalArgumentException if the countdown is negative
	 */
	default RetryTaskException retry(Duration countdown, @Nullable Throwable cause) {
		return new RetryTaskException(Countdown.of(countdown), cause);
	}

	/**
	 * Ask for another attempt at a given time.
	 * @param eta when the next attempt is due; at once if it is past
	 * @return what to throw, see {@link #retry(Duration, Throwable)}
	 */
	default RetryTaskException retry(Instant eta) {
		return retry(eta, null);
	}

	/**
	 * Ask for another attempt at a given time.
	 * @param eta when the next attempt is due; at once if it is past
	 * @param cause why, as stored with the state {@code RETRY}, or {@code null}
	 * @return what to throw, see {@link #retry(Duration, Throwable)}
	 */
	default RetryTaskException retry(Instant eta, @Nullable Throwable cause) {
		return new RetryTaskException((now) -> eta, cause);
	}

	/**
	 * Put this attempt off, for instance for the time that a server names in
	 * {@code Retry-After}: {@code throw context.snooze(Duration.ofMinutes(1))}. The same
	 * attempt runs again, with the same {@link #retries()}, as often as it asks: only the
	 * message's {@code expires} ends it. The stored state stays as it is. As with
	 * {@link #retry(Duration, Throwable)} nothing happens before the returned exception
	 * leaves the task's method.
	 * @param countdown the pause
	 * @return what to throw
	 * @throws IllegalArgumentException if the countdown is negative
	 */
	default SnoozeTaskException snooze(Duration countdown) {
		return new SnoozeTaskException(Countdown.of(countdown));
	}

	/**
	 * Put this attempt off until a given time.
	 * @param eta when it is due; at once if it is past
	 * @return what to throw, see {@link #snooze(Duration)}
	 */
	default SnoozeTaskException snooze(Instant eta) {
		return new SnoozeTaskException((now) -> eta);
	}

	/**
	 * Wait for something that is not this task's own work while somebody else uses the
	 * slot.
	 * @param body what to wait for
	 * @param <V> the body's result
	 * @return the body's result
	 * @throws WaitingNotAllowedException if the task does not allow waiting
	 * @throws Exception what the body throws
	 */
	<V> V awaiting(Callable<V> body) throws Exception;

}
