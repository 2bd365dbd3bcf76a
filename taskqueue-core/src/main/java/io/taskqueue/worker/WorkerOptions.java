package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.ErrorMapping;

/**
 * How a worker works.
 *
 * @param name the node's name: the application's, an at sign, the host's
 * @param queues the queues to consume
 * @param concurrency the number of slots: how many tasks run at once, at least 1
 * @param prefetch how many unsettled deliveries of each queue are taken at once, at least
 * 1
 * @param acksLate whether tasks are acknowledged after the run unless they say otherwise
 * @param ignoreResult whether results are not stored unless a task or message says
 * otherwise
 * @param trackStarted whether starts are stored unless a task says otherwise
 * @param resultExpires how long results are kept, or {@code null} for ever
 * @param unknownTaskGrace how long a task that is unknown here is offered to other
 * workers; zero fails it at once
 * @param shutdownGrace how long running tasks may go on when the worker stops
 * @param maxPendingOutcomes how many outcomes may wait for the result store or the broker
 * before no further task is begun
 * @param maxMessageSize the largest body that is read, in bytes
 * @param confirmTimeout how long to wait for the broker's confirm
 * @param errorMapping which Python exceptions the exceptions of tasks become
 * @since 0.1.0
 */
public record WorkerOptions(String name, List<String> queues, int concurrency, int prefetch, boolean acksLate,
		boolean ignoreResult, boolean trackStarted, @Nullable Duration resultExpires, Duration unknownTaskGrace,
		Duration shutdownGrace, int maxPendingOutcomes, int maxMessageSize, Duration confirmTimeout,
		ErrorMapping errorMapping) {

	/**
	 * Checks the values.
	 */
	public WorkerOptions {
		queues = List.copyOf(queues);
		if (name.isBlank()) {
			throw new IllegalArgumentException("A worker's name must not be blank");
		}
		if (queues.isEmpty()) {
			throw new IllegalArgumentException("A worker needs at least one queue to consume");
		}
		atLeastOne("concurrency", concurrency);
		atLeastOne("prefetch", prefetch);
		atLeastOne("maxPendingOutcomes", maxPendingOutcomes);
		atLeastOne("maxMessageSize", maxMessageSize);
		notNegative("unknownTaskGrace", unknownTaskGrace);
		notNegative("shutdownGrace", shutdownGrace);
		notNegative("confirmTimeout", confirmTimeout);
	}

	/**
	 * A builder with the defaults: 10 slots, four deliveries for each slot, late
	 * acknowledgement, stored results kept for a day.
	 * @param name the node's name: the application's, an at sign, the host's
	 * @param queues the queues to consume
	 * @return a new builder
	 */
	public static Builder builder(String name, List<String> queues) {
		return new Builder(name, queues);
	}

	private static void atLeastOne(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("'" + name + "' must be at least 1: " + value);
		}
	}

	private static void notNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must not be negative: " + value);
		}
	}

	/**
	 * Builds {@link WorkerOptions}.
	 */
	public static final class Builder {

		private static final int DELIVERIES_PER_SLOT = 4;

		private final String name;

		private final List<String> queues;

		private int concurrency = 10;

		private @Nullable Integer prefetch;

		private boolean acksLate = true;

		private boolean ignoreResult;

		private boolean trackStarted;

		private @Nullable Duration resultExpires = Duration.ofDays(1);

		private Duration unknownTaskGrace = Duration.ofMinutes(5);

		private Duration shutdownGrace = Duration.ofSeconds(25);

		private int maxPendingOutcomes = 1000;

		private int maxMessageSize = 16 * 1024 * 1024;

		private Duration confirmTimeout = Duration.ofSeconds(10);

		private ErrorMapping errorMapping = ErrorMapping.standard();

		private Builder(String name, List<String> queues) {
			this.name = name;
			this.queues = queues;
		}

		/**
		 * Set the number of slots.
		 * @param concurrency the value, at least 1
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Set how many unsettled deliveries of each queue are taken at once.
		 * @param prefetch the value, at least 1
		 * @return this builder
		 */
		public Builder prefetch(int prefetch) {
			this.prefetch = prefetch;
			return this;
		}

		/**
		 * Set whether tasks are acknowledged after the run.
		 * @param acksLate the value
		 * @return this builder
		 */
		public Builder acksLate(boolean acksLate) {
			this.acksLate = acksLate;
			return this;
		}

		/**
		 * Set whether results are not stored.
		 * @param ignoreResult the value
		 * @return this builder
		 */
		public Builder ignoreResult(boolean ignoreResult) {
			this.ignoreResult = ignoreResult;
			return this;
		}

		/**
		 * Set whether starts are stored.
		 * @param trackStarted the value
		 * @return this builder
		 */
		public Builder trackStarted(boolean trackStarted) {
			this.trackStarted = trackStarted;
			return this;
		}

		/**
		 * Set how long results are kept.
		 * @param resultExpires the value, or {@code null} for ever
		 * @return this builder
		 */
		public Builder resultExpires(@Nullable Duration resultExpires) {
			this.resultExpires = resultExpires;
			return this;
		}

		/**
		 * Set how long a task that is unknown here is offered to other workers.
		 * @param unknownTaskGrace the value; zero fails it at once
		 * @return this builder
		 */
		public Builder unknownTaskGrace(Duration unknownTaskGrace) {
			this.unknownTaskGrace = unknownTaskGrace;
			return this;
		}

		/**
		 * Set how long running tasks may go on when the worker stops.
		 * @param shutdownGrace the value
		 * @return this builder
		 */
		public Builder shutdownGrace(Duration shutdownGrace) {
			this.shutdownGrace = shutdownGrace;
			return this;
		}

		/**
		 * Set how many outcomes may wait before no further task is begun.
		 * @param maxPendingOutcomes the value, at least 1
		 * @return this builder
		 */
		public Builder maxPendingOutcomes(int maxPendingOutcomes) {
			this.maxPendingOutcomes = maxPendingOutcomes;
			return this;
		}

		/**
		 * Set the largest body that is read.
		 * @param maxMessageSize the value in bytes, at least 1
		 * @return this builder
		 */
		public Builder maxMessageSize(int maxMessageSize) {
			this.maxMessageSize = maxMessageSize;
			return this;
		}

		/**
		 * Set how long to wait for the broker's confirm.
		 * @param confirmTimeout the value
		 * @return this builder
		 */
		public Builder confirmTimeout(Duration confirmTimeout) {
			this.confirmTimeout = confirmTimeout;
			return this;
		}

		/**
		 * Set which Python exceptions the exceptions of tasks become.
		 * @param errorMapping the value
		 * @return this builder
		 */
		public Builder errorMapping(ErrorMapping errorMapping) {
			this.errorMapping = errorMapping;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 * @throws IllegalArgumentException if a value is out of its range
		 */
		public WorkerOptions build() {
			int deliveries = (this.prefetch != null) ? this.prefetch : this.concurrency * DELIVERIES_PER_SLOT;
			return new WorkerOptions(this.name, this.queues, this.concurrency, deliveries, this.acksLate,
					this.ignoreResult, this.trackStarted, this.resultExpires, this.unknownTaskGrace, this.shutdownGrace,
					this.maxPendingOutcomes, this.maxMessageSize, this.confirmTimeout, this.errorMapping);
		}

	}

}
