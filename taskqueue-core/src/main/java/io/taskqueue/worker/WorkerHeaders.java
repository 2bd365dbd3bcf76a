package io.taskqueue.worker;

/**
 * The headers that workers of this project add to messages, and those of the broker that
 * are not carried on.
 */
final class WorkerHeaders {

	/**
	 * On every message published while settling a delivery that may be a repeat.
	 */
	static final String REPUBLISHED = "republished";

	/**
	 * Since when no worker has known the task, as an ISO-8601 instant.
	 */
	static final String UNKNOWN_SINCE = "taskqueue-unknown-since";

	private WorkerHeaders() {
	}

	/**
	 * Whether a header belongs to a message's journey so far. Carried on, it makes
	 * RabbitMQ before 4.0.1 drop the message silently.
	 * @param name the header's name
	 * @return whether it is left out of what is published again
	 */
	static boolean ofJourney(String name) {
		return name.equals("x-death") || name.startsWith("x-first-death-") || name.startsWith("x-last-death-");
	}

}
