package io.taskqueue.sample;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

import io.taskqueue.AsyncResult;
import io.taskqueue.TaskFailedException;
import io.taskqueue.TaskRevokedException;
import io.taskqueue.result.TaskState;

/**
 * What the API tells of a task.
 *
 * @param id the task id
 * @param state the state
 * @param result the result, once there is one
 * @param error the error, if it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskStatus(String id, String state, @Nullable Object result, @Nullable Failure error) {

	static ResponseEntity<TaskStatus> accepted(AsyncResult<?> task) {
		return ResponseEntity.accepted()
			.location(URI.create("/tasks/" + task.id()))
			.body(new TaskStatus(task.id(), TaskState.PENDING.name(), null, null));
	}

	static TaskStatus of(AsyncResult<?> task) {
		TaskState state = task.state();
		if (!state.ready()) {
			return new TaskStatus(task.id(), state.name(), null, null);
		}
		try {
			return new TaskStatus(task.id(), state.name(), task.get(), null);
		}
		catch (TaskFailedException ex) {
			return new TaskStatus(task.id(), state.name(), null, new Failure(ex.remoteType(), ex.remoteMessage()));
		}
		catch (TaskRevokedException ex) {
			return new TaskStatus(task.id(), state.name(), null, new Failure("Revoked", ex.reason()));
		}
	}

	record Failure(String type, String message) {
	}

}
