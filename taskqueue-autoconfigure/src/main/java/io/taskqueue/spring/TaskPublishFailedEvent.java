package io.taskqueue.spring;

import io.taskqueue.Signature;
import io.taskqueue.TaskPublishException;

/**
 * A task was submitted in a transaction and could not be published after the commit, so
 * that the data is there and the task is not. Who listens can keep the signature and
 * submit it again later: it has the task id and its arguments in writing. The listener
 * runs on the thread of the commit and must be a plain
 * {@link org.springframework.context.event.EventListener @EventListener}; what it does
 * with a database needs a transaction of its own.
 *
 * @param signature what was to be published
 * @param failure why it was not
 * @since 0.1.0
 */
public record TaskPublishFailedEvent(Signature<?> signature, TaskPublishException failure) {

	/**
	 * Whether the task may have been published all the same. Submitting it again under
	 * its id is safe then, too.
	 * @return {@code false} when it certainly was not published
	 */
	public boolean outcomeUnknown() {
		return this.failure.outcomeUnknown();
	}

}
