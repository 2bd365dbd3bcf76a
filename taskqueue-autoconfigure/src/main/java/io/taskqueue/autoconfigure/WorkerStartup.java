package io.taskqueue.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.taskqueue.worker.WorkerOptions;

/**
 * What a worker says when it starts.
 *
 * @param options the worker's options
 * @param tasks how many tasks it knows
 * @param broker the broker's name
 * @param results the result store's name
 * @param phaseTimeout how long Spring waits for it to stop
 */
record WorkerStartup(WorkerOptions options, int tasks, String broker, String results, Duration phaseTimeout) {

	String summary() {
		return "Task queue ready: broker=" + this.broker + ", results=" + this.results + ", queues="
				+ this.options.queues() + ", " + this.tasks + ((this.tasks == 1) ? " task" : " tasks")
				+ ", concurrency=" + this.options.concurrency();
	}

	List<String> warnings() {
		Duration grace = this.options.shutdownGrace();
		if (grace.compareTo(this.phaseTimeout) < 0) {
			return List.of();
		}
		return List.of("taskqueue.worker.shutdown-grace is " + grace.toSeconds() + "s, but the application waits only "
				+ this.phaseTimeout.toSeconds() + "s (spring.lifecycle.timeout-per-shutdown-phase): "
				+ "tasks still running by then are cut off, and run again elsewhere");
	}

}
