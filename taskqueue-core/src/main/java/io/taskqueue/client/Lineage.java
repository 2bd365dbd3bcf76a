package io.taskqueue.client;

import org.jspecify.annotations.Nullable;

import io.taskqueue.TaskContext;

/**
 * Where a published task comes from.
 *
 * @param rootId the id of the workflow's first task, or {@code null} where the published
 * task is the first itself
 * @param parentId the id of the task that publishes, or {@code null} outside of a task
 * @param republished whether the task is published while a delivery is settled that may
 * be a repeat; the message then carries the header {@code republished}
 * @since 0.1.0
 */
public record Lineage(@Nullable String rootId, @Nullable String parentId, boolean republished) {

	/**
	 * Published outside of a task.
	 */
	public static final Lineage NONE = new Lineage(null, null, false);

	/**
	 * Published by the code of a running task.
	 * @param context the task's context, or {@code null} outside of a task
	 * @return the lineage
	 */
	public static Lineage of(@Nullable TaskContext context) {
		return (context != null) ? new Lineage(context.rootId(), context.id(), false) : NONE;
	}

}
