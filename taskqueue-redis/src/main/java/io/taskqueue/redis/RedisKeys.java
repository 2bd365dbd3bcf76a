package io.taskqueue.redis;

/**
 * The names of keys and channels.
 *
 * @param prefix put in front of all of them
 */
record RedisKeys(String prefix) {

	/**
	 * The key of a task's document, and the channel on which it is announced (protocol
	 * reference 7.1).
	 */
	String document(String taskId) {
		return this.prefix + "celery-task-meta-" + taskId;
	}

	String marker(String key) {
		return this.prefix + "taskqueue-mark-" + key;
	}

	String counter(String key) {
		return this.prefix + "taskqueue-count-" + key;
	}

	/**
	 * The keys of the leases: held ones, taken ones, messages.
	 */
	String[] leases() {
		return new String[] { this.prefix + "taskqueue-leases", this.prefix + "taskqueue-leases-taken",
				this.prefix + "taskqueue-lease-messages" };
	}

}
