package io.taskqueue.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.taskqueue.broker.Broker;
import io.taskqueue.result.ResultStore;
import io.taskqueue.spring.TaskWorkerLifecycle;
import io.taskqueue.worker.WorkerStatus;
import io.taskqueue.worker.WorkerStatus.QueueStatus;

/**
 * Whether this process's worker does its work: consumers run on all of its queues, and
 * outcomes are not piling up. Asks no server; the health of the servers has entries of
 * its own.
 *
 * @since 0.1.0
 */
public final class TaskQueueHealthIndicator extends AbstractHealthIndicator {

	private final Broker broker;

	private final ResultStore resultStore;

	private final @Nullable TaskWorkerLifecycle worker;

	/**
	 * An indicator for a process.
	 * @param broker the broker
	 * @param resultStore the result store
	 * @param worker the worker, or {@code null} in a process that only submits
	 */
	public TaskQueueHealthIndicator(Broker broker, ResultStore resultStore, @Nullable TaskWorkerLifecycle worker) {
		super("The state of the task queue can't be determined");
		this.broker = broker;
		this.resultStore = resultStore;
		this.worker = worker;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up()
			.withDetail("broker", this.broker.capabilities().name())
			.withDetail("results", this.resultStore.name());
		if (this.worker != null) {
			check(builder, this.worker.status(), this.worker.isAutoStartup());
		}
	}

	private static void check(Health.Builder builder, WorkerStatus status, boolean expected) {
		builder.withDetail("worker", describe(status));
		if (!status.running()) {
			if (expected) {
				builder.down().withDetail("reason", "The worker does not run");
			}
		}
		else if (!status.queues().stream().allMatch(QueueStatus::active)) {
			builder.down().withDetail("reason", notConsumed(status));
		}
		else if (!status.dispatching()) {
			builder.down().withDetail("reason", "Too many outcomes wait for the result store or the broker");
		}
	}

	private static String notConsumed(WorkerStatus status) {
		return status.queues()
			.stream()
			.filter((queue) -> !queue.active())
			.map((queue) -> "Queue '" + queue.name() + "' is " + describe(queue))
			.collect(Collectors.joining("; "));
	}

	private static Map<String, Object> describe(WorkerStatus status) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("name", status.name());
		details.put("running", status.running());
		details.put("queues", queues(status));
		details.put("slots", status.slots());
		details.put("active", status.active());
		details.put("reserved", status.reserved());
		details.put("pendingOutcomes", status.pendingOutcomes());
		return details;
	}

	private static Map<String, String> queues(WorkerStatus status) {
		Map<String, String> queues = new LinkedHashMap<>();
		status.queues().forEach((queue) -> queues.put(queue.name(), describe(queue)));
		return queues;
	}

	private static String describe(QueueStatus queue) {
		if (queue.active()) {
			return "consumed";
		}
		return (queue.problem() != null) ? "not consumed: " + queue.problem() : "not consumed";
	}

}
