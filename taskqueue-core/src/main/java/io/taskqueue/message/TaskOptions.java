package io.taskqueue.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The options of a signature (protocol reference 6.1). Every option may be absent; absent
 * means that whoever publishes the signature decides.
 *
 * @param taskId the task id, or {@code null} for a new one
 * @param queue the queue, or {@code null}
 * @param exchange the exchange, or {@code null}
 * @param routingKey the routing key, or {@code null}
 * @param priority the priority, or {@code null}
 * @param countdown the delay, counted from publishing, or {@code null}
 * @param eta the instant before which the task must not run, or {@code null}
 * @param expiresIn the time to live, counted from publishing, or {@code null}
 * @param expires the instant after which the task must not run, or {@code null}
 * @param ignoreResult whether the result is not stored, or {@code null} for the task's
 * own setting
 * @param timeLimit the time limits
 * @param shadow the name to display, or {@code null}
 * @param replyTo the reply queue, or {@code null}
 * @param rootId the root's id, or {@code null}
 * @param parentId the parent's id, or {@code null}
 * @param groupId the group id, or {@code null}
 * @param groupIndex the position in the group, or {@code null}
 * @param retries the number of retries so far, or {@code null}
 * @param replacedTaskNesting the depth of replacements, or {@code null}
 * @param link the callbacks, called with the result
 * @param linkError the errbacks, called on failure
 * @param chain the remaining steps of a chain, in reverse order
 * @param chord the body of the chord this task is a member of, or {@code null}
 * @param headers custom headers, merged into the message's
 * @param stamps the stamps, by name
 * @param other options this project does not interpret, passed on as they came
 * @since 0.1.0
 */
public record TaskOptions(@Nullable String taskId, @Nullable String queue, @Nullable String exchange,
		@Nullable String routingKey, @Nullable Integer priority, @Nullable Duration countdown, @Nullable Instant eta,
		@Nullable Duration expiresIn, @Nullable Instant expires, @Nullable Boolean ignoreResult, TimeLimit timeLimit,
		@Nullable String shadow, @Nullable String replyTo, @Nullable String rootId, @Nullable String parentId,
		@Nullable String groupId, @Nullable Integer groupIndex, @Nullable Integer retries,
		@Nullable Integer replacedTaskNesting, List<SignatureMessage> link, List<SignatureMessage> linkError,
		List<SignatureMessage> chain, @Nullable SignatureMessage chord, Map<String, @Nullable Object> headers,
		Map<String, @Nullable Object> stamps, Map<String, @Nullable Object> other) {

	/**
	 * Copies collections.
	 */
	public TaskOptions {
		link = List.copyOf(link);
		linkError = List.copyOf(linkError);
		chain = List.copyOf(chain);
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
		stamps = Collections.unmodifiableMap(new LinkedHashMap<>(stamps));
		other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
	}

	/**
	 * No options.
	 */
	public static final TaskOptions NONE = new TaskOptions(null, null, null, null, null, null, null, null, null, null,
			TimeLimit.NONE, null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null,
			Map.of(), Map.of(), Map.of());

	/**
	 * A builder that starts with these values.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Builds {@link TaskOptions}.
	 */
	public static final class Builder {

		private @Nullable String taskId;

		private @Nullable String queue;

		private @Nullable String exchange;

		private @Nullable String routingKey;

		private @Nullable Integer priority;

		private @Nullable Duration countdown;

		private @Nullable Instant eta;

		private @Nullable Duration expiresIn;

		private @Nullable Instant expires;

		private @Nullable Boolean ignoreResult;

		private TimeLimit timeLimit;

		private @Nullable String shadow;

		private @Nullable String replyTo;

		private @Nullable String rootId;

		private @Nullable String parentId;

		private @Nullable String groupId;

		private @Nullable Integer groupIndex;

		private @Nullable Integer retries;

		private @Nullable Integer replacedTaskNesting;

		private List<SignatureMessage> link;

		private List<SignatureMessage> linkError;

		private List<SignatureMessage> chain;

		private @Nullable SignatureMessage chord;

		private Map<String, @Nullable Object> headers;

		private Map<String, @Nullable Object> stamps;

		private Map<String, @Nullable Object> other;

		private Builder(TaskOptions from) {
			this.taskId = from.taskId;
			this.queue = from.queue;
			this.exchange = from.exchange;
			this.routingKey = from.routingKey;
			this.priority = from.priority;
			this.countdown = from.countdown;
			this.eta = from.eta;
			this.expiresIn = from.expiresIn;
			this.expires = from.expires;
			this.ignoreResult = from.ignoreResult;
			this.timeLimit = from.timeLimit;
			this.shadow = from.shadow;
			this.replyTo = from.replyTo;
			this.rootId = from.rootId;
			this.parentId = from.parentId;
			this.groupId = from.groupId;
			this.groupIndex = from.groupIndex;
			this.retries = from.retries;
			this.replacedTaskNesting = from.replacedTaskNesting;
			this.link = from.link;
			this.linkError = from.linkError;
			this.chain = from.chain;
			this.chord = from.chord;
			this.headers = from.headers;
			this.stamps = from.stamps;
			this.other = from.other;
		}

		/**
		 * Set the task id.
		 * @param taskId the value
		 * @return this builder
		 */
		public Builder taskId(@Nullable String taskId) {
			this.taskId = taskId;
			return this;
		}

		/**
		 * Set the queue.
		 * @param queue the value
		 * @return this builder
		 */
		public Builder queue(@Nullable String queue) {
			this.queue = queue;
			return this;
		}

		/**
		 * Set the exchange.
		 * @param exchange the value
		 * @return this builder
		 */
		public Builder exchange(@Nullable String exchange) {
			this.exchange = exchange;
			return this;
		}

		/**
		 * Set the routing key.
		 * @param routingKey the value
		 * @return this builder
		 */
		public Builder routingKey(@Nullable String routingKey) {
			this.routingKey = routingKey;
			return this;
		}

		/**
		 * Set the priority.
		 * @param priority the value
		 * @return this builder
		 */
		public Builder priority(@Nullable Integer priority) {
			this.priority = priority;
			return this;
		}

		/**
		 * Set the delay.
		 * @param countdown the value
		 * @return this builder
		 */
		public Builder countdown(@Nullable Duration countdown) {
			this.countdown = countdown;
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
		 * Set the time to live.
		 * @param expiresIn the value
		 * @return this builder
		 */
		public Builder expiresIn(@Nullable Duration expiresIn) {
			this.expiresIn = expiresIn;
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
		 * Set whether the result is not stored.
		 * @param ignoreResult the value
		 * @return this builder
		 */
		public Builder ignoreResult(@Nullable Boolean ignoreResult) {
			this.ignoreResult = ignoreResult;
			return this;
		}

		/**
		 * Set the time limits.
		 * @param timeLimit the value
		 * @return this builder
		 */
		public Builder timeLimit(TimeLimit timeLimit) {
			this.timeLimit = timeLimit;
			return this;
		}

		/**
		 * Set the name to display.
		 * @param shadow the value
		 * @return this builder
		 */
		public Builder shadow(@Nullable String shadow) {
			this.shadow = shadow;
			return this;
		}

		/**
		 * Set the reply queue.
		 * @param replyTo the value
		 * @return this builder
		 */
		public Builder replyTo(@Nullable String replyTo) {
			this.replyTo = replyTo;
			return this;
		}

		/**
		 * Set the root's id.
		 * @param rootId the value
		 * @return this builder
		 */
		public Builder rootId(@Nullable String rootId) {
			this.rootId = rootId;
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
		 * Set the group id.
		 * @param groupId the value
		 * @return this builder
		 */
		public Builder groupId(@Nullable String groupId) {
			this.groupId = groupId;
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
		public Builder retries(@Nullable Integer retries) {
			this.retries = retries;
			return this;
		}

		/**
		 * Set the depth of replacements.
		 * @param replacedTaskNesting the value
		 * @return this builder
		 */
		public Builder replacedTaskNesting(@Nullable Integer replacedTaskNesting) {
			this.replacedTaskNesting = replacedTaskNesting;
			return this;
		}

		/**
		 * Set the callbacks.
		 * @param link the value
		 * @return this builder
		 */
		public Builder link(List<SignatureMessage> link) {
			this.link = link;
			return this;
		}

		/**
		 * Set the errbacks.
		 * @param linkError the value
		 * @return this builder
		 */
		public Builder linkError(List<SignatureMessage> linkError) {
			this.linkError = linkError;
			return this;
		}

		/**
		 * Set the remaining steps of a chain.
		 * @param chain the value
		 * @return this builder
		 */
		public Builder chain(List<SignatureMessage> chain) {
			this.chain = chain;
			return this;
		}

		/**
		 * Set the body of the chord this task is a member of.
		 * @param chord the value
		 * @return this builder
		 */
		public Builder chord(@Nullable SignatureMessage chord) {
			this.chord = chord;
			return this;
		}

		/**
		 * Set custom headers.
		 * @param headers the value
		 * @return this builder
		 */
		public Builder headers(Map<String, @Nullable Object> headers) {
			this.headers = headers;
			return this;
		}

		/**
		 * Set the stamps.
		 * @param stamps the value
		 * @return this builder
		 */
		public Builder stamps(Map<String, @Nullable Object> stamps) {
			this.stamps = stamps;
			return this;
		}

		/**
		 * Set options this project does not interpret.
		 * @param other the value
		 * @return this builder
		 */
		public Builder other(Map<String, @Nullable Object> other) {
			this.other = other;
			return this;
		}

		/**
		 * Build the value.
		 * @return the value
		 */
		public TaskOptions build() {
			return new TaskOptions(this.taskId, this.queue, this.exchange, this.routingKey, this.priority,
					this.countdown, this.eta, this.expiresIn, this.expires, this.ignoreResult, this.timeLimit,
					this.shadow, this.replyTo, this.rootId, this.parentId, this.groupId, this.groupIndex, this.retries,
					this.replacedTaskNesting, this.link, this.linkError, this.chain, this.chord, this.headers,
					this.stamps, this.other);
		}

	}

}
