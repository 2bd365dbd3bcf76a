package io.taskqueue.result;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.CeleryTime;
import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;
import io.taskqueue.message.PayloadException;

/**
 * Writes and reads result documents (protocol reference 7.3). The result and the children
 * pass through byte for byte both ways, and the same document always gives the same
 * bytes: a chord counts a part by its text.
 *
 * @since 0.1.0
 */
public final class ResultDocumentCodec {

	private ResultDocumentCodec() {
	}

	/**
	 * Write a document.
	 * @param document the document
	 * @return its JSON text in UTF-8
	 */
	public static byte[] encode(ResultDocument document) {
		Instant done = document.dateDone();
		JsonBuilder json = new JsonBuilder().startObject()
			.field("status", document.state().name())
			.field("result", document.result())
			.field("traceback", document.traceback())
			.field("children", document.children())
			.field("date_done", (done != null) ? CeleryTime.format(done) : null);
		present(json, "group_id", document.groupId());
		present(json, "parent_id", document.parentId());
		json.field("task_id", document.taskId());
		if (document.extended() != null) {
			extended(json, document.extended());
		}
		present(json, "retries", document.retries());
		return json.endObject().build().utf8();
	}

	/**
	 * Read a document. Unknown fields are ignored; of the known ones only {@code task_id}
	 * and {@code status} must be there.
	 * @param utf8 the JSON text in UTF-8
	 * @return the document
	 * @throws UnreadableResultException if this is not a result document
	 */
	public static ResultDocument decode(byte[] utf8) {
		try {
			Map<String, Json> fields = Json.of(utf8).members();
			ResultDocument bare = ResultDocument.of(required(fields, "task_id"),
					TaskState.of(required(fields, "status")), fields.getOrDefault("result", Json.NULL));
			return complete(bare, fields);
		}
		catch (PayloadException | IllegalArgumentException ex) {
			throw new UnreadableResultException("Not a result document: " + ex.getMessage(), ex);
		}
	}

	private static ResultDocument complete(ResultDocument bare, Map<String, Json> fields) {
		Json children = fields.get("children");
		return bare.toBuilder()
			.traceback(traceback(plain(fields, "traceback")))
			.children((children == null || children.isNull()) ? bare.children() : children)
			.dateDone(dateDone(plain(fields, "date_done")))
			.groupId(text(fields, "group_id"))
			.parentId(text(fields, "parent_id"))
			.retries((plain(fields, "retries") instanceof Integer retries) ? retries : null)
			.extended(extended(fields))
			.build();
	}

	private static void extended(JsonBuilder json, ResultDocument.Extended extended) {
		json.field("name", extended.name())
			.field("args", extended.args())
			.field("kwargs", extended.kwargs())
			.field("worker", extended.worker())
			.field("queue", extended.queue());
	}

	private static ResultDocument.@Nullable Extended extended(Map<String, Json> fields) {
		String name = text(fields, "name");
		return (name != null) ? new ResultDocument.Extended(name, fields.get("args"), fields.get("kwargs"),
				text(fields, "worker"), text(fields, "queue")) : null;
	}

	private static void present(JsonBuilder json, String name, @Nullable Object value) {
		if (value != null) {
			json.field(name, value);
		}
	}

	private static String required(Map<String, Json> fields, String name) {
		String value = text(fields, name);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

	private static @Nullable String text(Map<String, Json> fields, String name) {
		return (plain(fields, name) instanceof String text) ? text : null;
	}

	private static @Nullable Object plain(Map<String, Json> fields, String name) {
		Json value = fields.get(name);
		return (value != null) ? value.plain() : null;
	}

	private static @Nullable String traceback(@Nullable Object value) {
		if (value instanceof Collection<?> lines) {
			return lines.stream().map(Objects::toString).collect(Collectors.joining());
		}
		return (value instanceof String text) ? text : null;
	}

	private static @Nullable Instant dateDone(@Nullable Object value) {
		try {
			return (value instanceof String text) ? CeleryTime.parse(text) : null;
		}
		catch (IllegalArgumentException ex) {
			// A date no version writes is no reason to lose the result
			return null;
		}
	}

}
