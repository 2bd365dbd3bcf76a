package io.taskqueue.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;

/**
 * An exception as a result document holds it (protocol reference 7.3).
 *
 * @param type the name of the class, {@code Exception} where a writer does not tell
 * @param module the Python module or Java package, or {@code null}
 * @param arguments the arguments the exception was made with, usually one text
 * @since 0.1.0
 */
public record ErrorDocument(String type, @Nullable String module, List<@Nullable Object> arguments) {

	private static final String CELERY = "celery.exceptions";

	private static final String BILLIARD = "billiard.exceptions";

	/**
	 * Copies the arguments.
	 */
	public ErrorDocument {
		arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
	}

	/**
	 * An exception under the standard mapping.
	 * @param error the exception
	 * @return the document
	 */
	public static ErrorDocument of(Throwable error) {
		return of(error, ErrorMapping.standard());
	}

	/**
	 * An exception.
	 * @param error the exception
	 * @param mapping which Python exception it becomes
	 * @return the document
	 */
	public static ErrorDocument of(Throwable error, ErrorMapping mapping) {
		ErrorMapping.Name name = mapping.nameOf(error.getClass());
		String message = error.getMessage();
		return new ErrorDocument(name.type(), name.module(), (message != null) ? List.of(message) : List.of());
	}

	/**
	 * Nobody knows the task.
	 * @param task the task name
	 * @return the document
	 */
	public static ErrorDocument notRegistered(String task) {
		return new ErrorDocument("NotRegistered", CELERY, List.of(task));
	}

	/**
	 * The task was revoked.
	 * @param reason {@code revoked}, {@code expired} or {@code terminated}
	 * @return the document
	 */
	public static ErrorDocument revoked(String reason) {
		return new ErrorDocument("TaskRevokedError", CELERY, List.of(reason));
	}

	/**
	 * No retry is left, and no exception tells why there were any.
	 * @param message what was tried
	 * @return the document
	 */
	public static ErrorDocument maxRetriesExceeded(String message) {
		return new ErrorDocument("MaxRetriesExceededError", CELERY, List.of(message));
	}

	/**
	 * The task has refused its message.
	 * @param reason why
	 * @return the document
	 */
	public static ErrorDocument rejected(String reason) {
		return new ErrorDocument("Reject", CELERY, List.of(reason));
	}

	/**
	 * The task ran longer than its hard time limit.
	 * @param seconds the limit in seconds
	 * @return the document
	 */
	public static ErrorDocument timeLimitExceeded(Number seconds) {
		return new ErrorDocument("TimeLimitExceeded", BILLIARD, List.of(seconds));
	}

	/**
	 * The task ran longer than its soft time limit.
	 * @return the document
	 */
	public static ErrorDocument softTimeLimitExceeded() {
		return new ErrorDocument("SoftTimeLimitExceeded", BILLIARD, List.of());
	}

	/**
	 * The worker was lost while the task ran.
	 * @param message what is known
	 * @return the document
	 */
	public static ErrorDocument workerLost(String message) {
		return new ErrorDocument("WorkerLostError", BILLIARD, List.of(message));
	}

	/**
	 * Read an exception object. Odd shapes are tolerated: whatever can't be told is left
	 * out.
	 * @param json the result of a failed task
	 * @return the document
	 */
	public static ErrorDocument read(Json json) {
		if (!(json.plain() instanceof Map<?, ?> fields)) {
			return new ErrorDocument("Exception", null, arguments(json.plain()));
		}
		Object module = fields.get("exc_module");
		return new ErrorDocument(Objects.toString(fields.get("exc_type"), "Exception"),
				(module != null) ? module.toString() : null, arguments(fields.get("exc_message")));
	}

	/**
	 * Write the exception object.
	 * @return its JSON
	 */
	public Json toJson() {
		return new JsonBuilder().startObject()
			.field("exc_type", this.type)
			.field("exc_message", this.arguments)
			.field("exc_module", this.module)
			.endObject()
			.build();
	}

	/**
	 * The arguments as one text for people to read.
	 * @return the text, empty where there are no arguments
	 */
	public String message() {
		return this.arguments.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

	private static List<@Nullable Object> arguments(@Nullable Object message) {
		if (message instanceof List<?> several) {
			return new ArrayList<>(several);
		}
		return (message != null) ? List.of(message) : List.of();
	}

}
