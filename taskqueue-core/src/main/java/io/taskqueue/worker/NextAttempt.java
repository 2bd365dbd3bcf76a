package io.taskqueue.worker;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessage;

/**
 * Writes the message of a retry: the same task under the same id, one attempt on, and its
 * own parent (protocol reference 4.2).
 */
final class NextAttempt {

	private NextAttempt() {
	}

	/**
	 * The message after a failed attempt.
	 * @param request the attempt that failed
	 * @param body its body, which stays
	 * @param eta when the next attempt is due, or {@code null} for at once
	 * @return the message
	 */
	static TaskMessage of(Request request, TaskBody body, @Nullable Instant eta) {
		TaskHeaders headers = request.headers();
		return message(request, headers.toBuilder().retries(headers.retries() + 1).parentId(headers.id()), body, eta);
	}

	/**
	 * The message of an attempt that is to be made later.
	 * @param request the attempt
	 * @param body its body, which stays
	 * @param eta when it is due, or {@code null} for at once
	 * @return the message
	 */
	static TaskMessage same(Request request, TaskBody body, @Nullable Instant eta) {
		return message(request, request.headers().toBuilder(), body, eta);
	}

	private static TaskMessage message(Request request, TaskHeaders.Builder headers, TaskBody body,
			@Nullable Instant eta) {
		MessageProperties properties = request.delivery().message().properties();
		TaskHeaders next = headers.eta(eta).custom(known(request.headers().custom())).build();
		return new TaskMessage(next, body, properties.priority(), properties.replyTo());
	}

	private static Map<String, @Nullable Object> known(Map<String, @Nullable Object> custom) {
		if (!custom.containsKey(WorkerHeaders.UNKNOWN_SINCE)) {
			return custom;
		}
		// This worker knows the task: whoever does not gets a grace of its own
		Map<String, @Nullable Object> kept = new LinkedHashMap<>(custom);
		kept.remove(WorkerHeaders.UNKNOWN_SINCE);
		return kept;
	}

}
