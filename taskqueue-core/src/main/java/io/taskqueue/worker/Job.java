package io.taskqueue.worker;

import io.taskqueue.broker.Delivery;
import io.taskqueue.registry.TaskDefinition;

/**
 * A request that is to run: the task is known, and its switches are decided.
 *
 * @param request the request
 * @param definition the task
 * @param acksLate whether it is acknowledged after the run
 * @param ignoreResult whether nobody wants its result
 * @param trackStarted whether its start is stored
 */
record Job(Request request, TaskDefinition definition, boolean acksLate, boolean ignoreResult, boolean trackStarted) {

	Delivery delivery() {
		return this.request.delivery();
	}

	String id() {
		return this.request.id();
	}

	int retries() {
		return this.request.headers().retries();
	}

	int priority() {
		Integer priority = delivery().message().properties().priority();
		return (priority != null) ? priority : 0;
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

}
