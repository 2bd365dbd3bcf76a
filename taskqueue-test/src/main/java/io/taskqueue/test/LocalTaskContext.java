package io.taskqueue.test;

import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.taskqueue.TaskContext;
import io.taskqueue.message.TaskHeaders;

/**
 * The context of a task that runs in place: there is no queue and no slot to give away.
 */
record LocalTaskContext(TaskHeaders message, int retries) implements TaskContext {

	@Override
	public String id() {
		return this.message.id();
	}

	@Override
	public String name() {
		return this.message.task();
	}

	@Override
	public String rootId() {
		return this.message.id();
	}

	@Override
	public @Nullable String parentId() {
		return null;
	}

	@Override
	public @Nullable String groupId() {
		return null;
	}

	@Override
	public String queue() {
		return "";
	}

	@Override
	public boolean redelivered() {
		return false;
	}

	@Override
	public Map<String, @Nullable Object> headers() {
		return this.message.custom();
	}

	@Override
	public <V> V awaiting(Callable<V> body) throws Exception {
		return body.call();
	}

}
