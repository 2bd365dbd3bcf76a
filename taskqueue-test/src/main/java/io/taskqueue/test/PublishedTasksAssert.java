package io.taskqueue.test;

import java.util.List;

import org.assertj.core.api.AbstractAssert;

import io.taskqueue.message.PayloadCodec;

/**
 * Assertions on what was published.
 *
 * @since 0.1.0
 */
public final class PublishedTasksAssert extends AbstractAssert<PublishedTasksAssert, PublishedTasks> {

	private final PayloadCodec payloads;

	PublishedTasksAssert(PublishedTasks actual, PayloadCodec payloads) {
		super(actual, PublishedTasksAssert.class);
		this.payloads = payloads;
	}

	/**
	 * At least one task of this name was published.
	 * @param name the task name
	 * @return assertions on the tasks of this name
	 */
	public PublishedTaskAssert published(String name) {
		isNotNull();
		List<PublishedTask> named = this.actual.named(name);
		if (named.isEmpty()) {
			failWithMessage("Expected a task '%s' to be published, but there were %s", name,
					this.actual.all().stream().map(PublishedTask::name).toList());
		}
		return new PublishedTaskAssert(name, named, this.payloads);
	}

	/**
	 * No task of this name was published.
	 * @param name the task name
	 * @return these assertions
	 */
	public PublishedTasksAssert notPublished(String name) {
		isNotNull();
		if (!this.actual.named(name).isEmpty()) {
			failWithMessage("Expected no task '%s' to be published, but there were %s", name,
					this.actual.named(name).size());
		}
		return this;
	}

	/**
	 * Nothing was published.
	 * @return these assertions
	 */
	public PublishedTasksAssert isEmpty() {
		isNotNull();
		if (!this.actual.all().isEmpty()) {
			failWithMessage("Expected nothing to be published, but there were %s",
					this.actual.all().stream().map(PublishedTask::name).toList());
		}
		return this;
	}

}
