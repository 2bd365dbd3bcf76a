package io.taskqueue.worker;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.TaskHeaders;

/**
 * A delivery whose headers could be read.
 *
 * @param delivery the delivery
 * @param headers the headers
 * @param suspect whether it may be a repeat: the broker says so, or it was published
 * while a possible repeat was settled
 */
record Request(Delivery delivery, TaskHeaders headers, boolean suspect) implements Decoded {

	static Request of(Delivery delivery, TaskHeaders headers) {
		boolean republished = Boolean.TRUE.equals(headers.custom().get(WorkerHeaders.REPUBLISHED));
		return new Request(delivery, headers, delivery.redelivered() || republished);
	}

	String id() {
		return this.headers.id();
	}

	String name() {
		return this.headers.task();
	}

	String rootId() {
		String rootId = this.headers.rootId();
		return (rootId != null) ? rootId : this.headers.id();
	}

	/**
	 * Name and id for logs: arguments are left out, and nothing that a sender writes
	 * breaks a line.
	 */
	@Override
	public String toString() {
		return LogText.of(name()) + "[" + LogText.of(id()) + "]";
	}

}
