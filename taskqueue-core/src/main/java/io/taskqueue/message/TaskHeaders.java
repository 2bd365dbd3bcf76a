package io.taskqueue.message;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a task message (protocol reference 3.2), typed.
 *
 * @param id the task id
 * @param task the task name
 * @param lang the producer's language; any value is accepted
 * @param shadow the name to display instead of the task's, or {@code null}
 * @param eta the instant before which the task must not run, or {@code null}
 * @param expires the instant after which the task must not run, or {@code null}
 * @param group the group id, or {@code null}
 * @param groupIndex the position in the group, or {@code null}
 * @param retries the number of retries so far
 * @param timeLimit the time limits of the run
 * @param rootId the id of the workflow's first task, or {@code null}
 * @param parentId the id of the task that published this one, or {@code null}
 * @param argsRepr the arguments for display, in Python's notation, or {@code null}
 * @param kwargsRepr the keyword arguments for display, or {@code null}
 * @param origin the publishing node, or {@code null}
 * @param ignoreResult whether the result is not stored; {@code null} means the task's own
 * setting
 * @param replacedTaskNesting the depth of replacements
 * @param stampedHeaders the names of the stamps
 * @param stamps the stamps: a value or a list for each name
 * @param custom every other header, as it came or as the caller set it
 * @since 0.1.0
 */
public record TaskHeaders(String id, String task, String lang, @Nullable String shadow, @Nullable Instant eta,
		@Nullable Instant expires, @Nullable String group, @Nullable Integer groupIndex, int retries,
		TimeLimit timeLimit, @Nullable String rootId, @Nullable String parentId, @Nullable String argsRepr,
		@Nullable String kwargsRepr, @Nullable String origin, @Nullable Boolean ignoreResult, int replacedTaskNesting,
		List<String> stampedHeaders, Map<String, @Nullable Object> stamps, Map<String, @Nullable Object> custom) {

	/**
	 * Copies collections.
	 */
	public TaskHeaders {
		stampedHeaders = List.copyOf(stampedHeaders);
		stamps = Collections.unmodifiableMap(new LinkedHashMap<>(stamps));
		custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
	}

	/**
	 * Headers of a first attempt with nothing but an id and a name: the task is its own
	 * root.
	 * @param id the task id
	 * @param task the task name
	 * @return the headers
	 */
	public static TaskHeaders of(String id, String task) {
		return new TaskHeaders(id, task, "java", null, null, null, null, null, 0, TimeLimit.NONE, id, null, null, null,
				null, null, 0, List.of(), Map.of(), Map.of());
	}

	/**
	 * A builder that starts with these values.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * The name, the id and the attempt: the display forms of the arguments must not end
	 * up in logs.
	 */
	@Override
	public String toString() {
		return "TaskHeaders[" + this.task + ", " + this.id + ", retries=" + this.retries + "]";
	}

	/**
	 * Builds {@link TaskHeaders}.
	 */
	public static final class Builder {

		private String id;

		private String task;

		private String lang;

		private @Nullable String shadow;

		private @Nullable Instant eta;

		private @Nullable Instant expires;

		private @Nullable String group;

		private @Nullable Integer groupIndex;

		private int retries;

		private TimeLimit timeLimit;

		private @Nullable String rootId;

		private @Nullable String parentId;

		private @Nullable String argsRepr;

		private @Nullable String kwargsRepr;

		private @Nullable String origin;

		private @Nullable Boolean ignoreResult;

		private int replacedTaskNesting;

		private List<String> stampedHeaders;

		private Map<String, @Nullable Object> stamps;

		private Map<String, @Nullable Object> custom;

		private Builder(TaskHeaders from) {
			this.id = from.id;
			this.task = from.task;
			this.lang = from.lang;
			this.shadow = from.shadow;
			this.eta = from.eta;
			this.expires = from.expires;
			this.group = from.group;
			this.groupIndex = from.groupIndex;
			this.retries = from.retries;
			this.timeLimit = from.timeLimit;
			this.rootId = from.rootId;
			this.parentId = from.parentId;
			this.argsRepr = from.argsRepr;
			this.kwargsRepr = from.kwargsRepr;
			this.origin = from.origin;
			this.ignoreResult = from.ignoreResult;
			this.replacedTaskNesting = from.replacedTaskNesting;
			this.stampedHeaders = from.stampedHeaders;
			this.stamps = from.stamps;
			this.custom = from.custom;
		}

		/**
		 * Set the task id.
		 * @param id the value
		 * @return this builder
		 */
		public Builder id(String id) {
			this.id = id;
			return this;
		}

		/**
		 * Set the task name.
		 * @param task the value
		 * @return this builder
		 */
		public Builder task(String task) {
			this.task = task;
			return this;
		}

		/**
		 * Set the producer's language.
		 * @param lang the value
		 * @return this builder
		 */
		public Builder lang(String lang) {
			this.lang = lang;
			return this;
		}

		/**
		 * Set the name to display instead of the task's.
		 * @param shadow the value
		 * @return this builder
		 */
		public Builder shadow(@Nullable String shadow) {
			this.shadow = shadow;
			return this;
		}

		/**
		 * Set the instant before which the task must not run.
		 * @param eta the value
		 * @return this builder
		 */
		public Builder eta(@Nullable Instant eta) {
			this.eta = eta;
			return this;
		}

		/**
		 * Set the instant after which the task must not run.
		 * @param expires the value
		 * @return this builder
		 */
		public Builder expires(@Nullable Instant expires) {
			this.expires = expires;
			return this;
		}

		/**
		 * Set the group id.
		 * @param group the value
		 * @return this builder
		 */
		public Builder group(@Nullable String group) {
			this.group = group;
			return this;
		}

		/**
		 * Set the position in the group.
		 * @param groupIndex the value
		 * @return this builder
		 */
		public Builder groupIndex(@Nullable Integer groupIndex) {
			this.groupIndex = groupIndex;
			return this;
		}

		/**
		 * Set the number of retries so far.
		 * @param retries the value
		 * @return this builder
		 */
		public Builder retries(int retries) {
			this.retries = retries;
			return this;
		}

		/**
		 * Set the time limits of the run.
		 * @param timeLimit the value
		 * @return this builder
		 */
		public Builder timeLimit(TimeLimit timeLimit) {
			this.timeLimit = timeLimit;
			return this;
		}

		/**
		 * Set the id of the workflow's first task.
		 * @param rootId the value
		 * @return this builder
		 */
		public Builder rootId(@Nullable String rootId) {
			this.rootId = rootId;
			return this;
		}

		/**
		 * Set the id of the task that published this one.
		 * @param parentId the value
		 * @return this builder
		 */
		public Builder parentId(@Nullable String parentId) {
			this.parentId = parentId;
			return this;
		}

		/**
		 * Set the arguments for display.
		 * @param argsRepr the value
		 * @return this builder
		 */
		public Builder argsRepr(@Nullable String argsRepr) {
			this.argsRepr = argsRepr;
			return this;
		}

		/**
		 * Set the keyword arguments for display.
		 * @param kwargsRepr the value
		 * @return this builder
		 */
		public Builder kwargsRepr(@Nullable String kwargsRepr) {
			this.kwargsRepr = kwargsRepr;
			return this;
		}

		/**
		 * Set the publishing node.
		 * @param origin the value
		 * @return this builder
		 */
		public Builder origin(@Nullable String origin) {
			this.origin = origin;
			return this;
		}

		/**
		 * Set whether the result is not stored.
		 * @param ignoreResult the value
		 * @return this builder
		 */
		public Builder ignoreResult(@Nullable Boolean ignoreResult) {
			this.ignoreResult = ignoreResult;
			return this;
		}

		/**
		 * Set the depth of replacements.
		 * @param replacedTaskNesting the value
		 * @return this builder
		 */
		public Builder replacedTaskNesting(int replacedTaskNesting) {
			this.replacedTaskNesting = replacedTaskNesting;
			return this;
		}

		/**
		 * Set the names of the stamps.
		 * @param stampedHeaders the value
		 * @return this builder
		 */
		public Builder stampedHeaders(List<String> stampedHeaders) {
			this.stampedHeaders = stampedHeaders;
			return this;
		}

		/**
		 * Set the stamps: a value or a list for each name.
		 * @param stamps the value
		 * @return this builder
		 */
		public Builder stamps(Map<String, @Nullable Object> stamps) {
			this.stamps = stamps;
			return this;
		}

		/**
		 * Set every other header.
		 * @param custom the value
		 * @return this builder
		 */
		public Builder custom(Map<String, @Nullable Object> custom) {
			this.custom = custom;
			return this;
		}

		/**
		 * Build the value.
		 * @return the value
		 */
		public TaskHeaders build() {
			return new TaskHeaders(this.id, this.task, this.lang, this.shadow, this.eta, this.expires, this.group,
					this.groupIndex, this.retries, this.timeLimit, this.rootId, this.parentId, this.argsRepr,
					this.kwargsRepr, this.origin, this.ignoreResult, this.replacedTaskNesting, this.stampedHeaders,
					this.stamps, this.custom);
		}

	}

}
