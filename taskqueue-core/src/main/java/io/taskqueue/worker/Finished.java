package io.taskqueue.worker;

import java.util.List;

import io.taskqueue.message.TaskBody;

/**
 * A job that was run.
 *
 * @param job the job
 * @param body its body, empty where it could not be read
 * @param outcome how it ended
 * @param published the ids of the tasks that its code published
 */
record Finished(Job job, TaskBody body, Outcome outcome, List<String> published) {

	/**
	 * Copies the ids.
	 */
	Finished {
		published = List.copyOf(published);
	}

}
