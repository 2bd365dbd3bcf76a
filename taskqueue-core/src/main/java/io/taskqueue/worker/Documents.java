package io.taskqueue.worker;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;
import io.taskqueue.time.TimeSource;

/**
 * Writes the documents of a task's states (protocol reference 7.3).
 */
final class Documents {

	private static final Json NO_CHILDREN = Json.of("[]");

	private final TimeSource time;

	Documents(TimeSource time) {
		this.time = time;
	}

	ResultDocument started(TaskHeaders headers, Json worker) {
		return document(headers, TaskState.STARTED, worker, null, List.of());
	}

	ResultDocument success(TaskHeaders headers, Json result, List<String> children) {
		return document(headers, TaskState.SUCCESS, result, null, children);
	}

	ResultDocument failure(TaskHeaders headers, ErrorDocument error, @Nullable String traceback,
			List<String> children) {
		return document(headers, TaskState.FAILURE, error.toJson(), traceback, children);
	}

	ResultDocument retry(TaskHeaders headers, @Nullable ErrorDocument error, @Nullable String traceback,
			List<String> children) {
		return document(headers, TaskState.RETRY, (error != null) ? error.toJson() : Json.NULL, traceback, children);
	}

	ResultDocument revoked(TaskHeaders headers, String reason) {
		return document(headers, TaskState.REVOKED, ErrorDocument.revoked(reason).toJson(), null, List.of());
	}

	/**
	 * The failure of a task of which only the id is known.
	 * @param taskId the task id
	 * @param error the error
	 * @param traceback the stack trace, or {@code null}
	 * @return the document
	 */
	ResultDocument failure(String taskId, ErrorDocument error, @Nullable String traceback) {
		return new ResultDocument(taskId, TaskState.FAILURE, error.toJson(), traceback, NO_CHILDREN, this.time.now(),
				null, null, null, null);
	}

	private ResultDocument document(TaskHeaders headers, TaskState state, Json result, @Nullable String traceback,
			List<String> children) {
		Instant done = state.ready() ? this.time.now() : null;
		return new ResultDocument(headers.id(), state, result, traceback, tuples(children), done, headers.group(),
				headers.parentId(), headers.retries(), null);
	}

	private static Json tuples(List<String> ids) {
		if (ids.isEmpty()) {
			return NO_CHILDREN;
		}
		// A single task's is [[id, parent], null] (protocol reference 7.4)
		JsonBuilder json = new JsonBuilder().startArray();
		for (String id : ids) {
			json.startArray().startArray().value(id).value(null).endArray().value(null).endArray();
		}
		return json.endArray().build();
	}

}
