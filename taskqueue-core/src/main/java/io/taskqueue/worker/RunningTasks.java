package io.taskqueue.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that are in their tasks' code now.
 */
final class RunningTasks {

	private final Set<TaskRun> runs = ConcurrentHashMap.newKeySet();

	void add(TaskRun run) {
		this.runs.add(run);
	}

	void remove(TaskRun run) {
		this.runs.remove(run);
	}

	/**
	 * Interrupt every run.
	 * @return how many there were
	 */
	int interrupt() {
		int count = 0;
		for (TaskRun run : this.runs) {
			run.userCode().interrupt();
			count++;
		}
		return count;
	}

}
