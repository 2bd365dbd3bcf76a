package io.taskqueue.result;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;

/**
 * The document a result store keeps for a task (protocol reference 7.3).
 *
 * @param taskId the task id
 * @param state the state
 * @param result the return value, the error object or the state's meta, depending on the
 * state
 * @param traceback the stack trace of a failed run, or {@code null}
 * @param children result tuples of the tasks this one published, a JSON array
 * @param dateDone when the task ended, or {@code null} while it has not
 * @param groupId the group id, or {@code null}
 * @param parentId the parent's id, or {@code null}
 * @param retries the attempt this outcome belongs to, or {@code null} where a writer does
 * not tell
 * @param extended what {@code result_extended} adds, or {@code null}
 * @since 0.1.0
 */
public record ResultDocument(String taskId, TaskState state, Json result, @Nullable String traceback, Json children,
		@Nullable Instant dateDone, @Nullable String groupId, @Nullable String parentId, @Nullable Integer retries,
		@Nullable Extended extended) {

	/**
	 * A document with a state and a result and nothing else.
	 * @param taskId the task id
	 * @param state the state
	 * @param result the return value, error object or meta
	 * @return the document
	 */
	public static ResultDocument of(String taskId, TaskState state, Json result) {
		return new ResultDocument(taskId, state, result, null, Json.of("[]"), null, null, null, null, null);
	}

	/**
	 * A builder that starts with these values.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * The fields that Celery's setting {@code result_extended} adds.
	 *
	 * @param name the task name
	 * @param args the arguments, or {@code null}
	 * @param kwargs the keyword arguments, or {@code null}
	 * @param worker the node that ran the task, or {@code null}
	 * @param queue the routing key of the delivery, or {@code null}
	 */
	public record Extended(String name, @Nullable Json args, @Nullable Json kwargs, @Nullable String worker,
			@Nullable String queue) {
	}

	/**
	 * Builds {@link ResultDocument}.
	 */
	public static final class Builder {

		private String taskId;

		private TaskState state;

		private Json result;

		private @Nullable String traceback;

		private Json children;

		private @Nullable Instant dateDone;

		private @Nullable String groupId;

		private @Nullable String parentId;

		private @Nullable Integer retries;

		private @Nullable Extended extended;

		private Builder(ResultDocument from) {
			this.taskId = from.taskId;
			this.state = from.state;
			this.result = from.result;
			this.traceback = from.traceback;
			this.children = from.children;
			this.dateDone = from.dateDone;
			this.groupId = from.groupId;
			this.parentId = from.parentId;
			this.retries = from.retries;
			this.extended = from.extended;
		}

		/**
		 * Set the task id.
		 * @param taskId the value
		 * @return this builder
		 */
		public Builder taskId(String taskId) {
			this.taskId = taskId;
			return this;
		}

		/**
		 * Set the state.
		 * @param state the value
		 * @return this builder
		 */
		public Builder state(TaskState state) {
			this.state = state;
			return this;
		}

		/**
		 * Set the return value.
		 * @param result the value
		 * @return this builder
		 */
		public Builder result(Json result) {
			this.result = result;
			return this;
		}

		/**
		 * Set the stack trace of a failed run.
		 * @param traceback the value
		 * @return this builder
		 */
		public Builder traceback(@Nullable String traceback) {
			this.traceback = traceback;
			return this;
		}

		/**
		 * Set result tuples of the tasks this one published.
		 * @param children the value
		 * @return this builder
		 */
		public Builder children(Json children) {
			this.children = children;
			return this;
		}

		/**
		 * Set when the task ended.
		 * @param dateDone the value
		 * @return this builder
		 */
		public Builder dateDone(@Nullable Instant dateDone) {
			this.dateDone = dateDone;
			return this;
		}

		/**
		 * Set the group id.
		 * @param groupId the value
		 * @return this builder
		 */
		public Builder groupId(@Nullable String groupId) {
			this.groupId = groupId;
			return this;
		}

		/**
		 * Set the parent's id.
		 * @param parentId the value
		 * @return this builder
		 */
		public Builder parentId(@Nullable String parentId) {
			this.parentId = parentId;
			return this;
		}

		/**
		 * Set the attempt this outcome belongs to.
		 * @param retries the value
		 * @return this builder
		 */
		public Builder retries(@Nullable Integer retries) {
			this.retries = retries;
			return this;
		}

		/**
		 * Set what {@code result_extended} adds.
		 * @param extended the value
		 * @return this builder
		 */
		public Builder extended(@Nullable Extended extended) {
			this.extended = extended;
			return this;
		}

		/**
		 * Build the value.
		 * @return the value
		 */
		public ResultDocument build() {
			return new ResultDocument(this.taskId, this.state, this.result, this.traceback, this.children,
					this.dateDone, this.groupId, this.parentId, this.retries, this.extended);
		}

	}

}
