package io.taskqueue.result;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;
import io.taskqueue.message.PayloadException;

/**
 * A result by its id: of a task, or of a group with its members (protocol reference 7.4).
 *
 * @param id the task id or the group id
 * @param parent the result this one follows, or {@code null}
 * @param children the members of a group, or {@code null} for a task
 * @since 0.1.0
 */
public record ResultTuple(String id, @Nullable ResultTuple parent, @Nullable List<ResultTuple> children) {

	/**
	 * Copies the members.
	 */
	public ResultTuple {
		children = (children != null) ? List.copyOf(children) : null;
	}

	/**
	 * A task without a parent.
	 * @param id the task id
	 * @return the tuple
	 */
	public static ResultTuple of(String id) {
		return new ResultTuple(id, null, null);
	}

	/**
	 * Read a tuple.
	 * @param json the JSON
	 * @return the tuple
	 * @throws PayloadException if this is not a result tuple
	 */
	public static ResultTuple read(Json json) {
		return from(json.plain());
	}

	/**
	 * Read the tuples of a document's {@code children}.
	 * @param json a JSON array or {@code null}
	 * @return the tuples
	 * @throws PayloadException if there is anything but result tuples
	 */
	public static List<ResultTuple> readAll(Json json) {
		return (json.plain() instanceof List<?> tuples) ? fromAll(tuples) : List.of();
	}

	/**
	 * Write the tuples of a document's {@code children}.
	 * @param tuples the tuples
	 * @return a JSON array
	 */
	public static Json write(List<ResultTuple> tuples) {
		JsonBuilder json = new JsonBuilder().startArray();
		tuples.forEach((tuple) -> tuple.write(json));
		return json.endArray().build();
	}

	/**
	 * Write the tuple.
	 * @return its JSON
	 */
	public Json toJson() {
		JsonBuilder json = new JsonBuilder();
		write(json);
		return json.build();
	}

	private void write(JsonBuilder json) {
		json.startArray().startArray().value(this.id);
		if (this.parent != null) {
			this.parent.write(json);
		}
		else {
			json.value(null);
		}
		json.endArray();
		if (this.children != null) {
			json.startArray();
			this.children.forEach((child) -> child.write(json));
			json.endArray();
		}
		else {
			json.value(null);
		}
		json.endArray();
	}

	private static List<ResultTuple> fromAll(List<?> values) {
		List<ResultTuple> tuples = new ArrayList<>();
		values.forEach((value) -> tuples.add(from(value)));
		return tuples;
	}

	/**
	 * Python accepts a bare id, too.
	 */
	private static ResultTuple from(@Nullable Object value) {
		if (value instanceof String id) {
			return of(id);
		}
		if (!(value instanceof List<?> tuple) || tuple.isEmpty()) {
			throw notATuple();
		}
		List<ResultTuple> children = (tuple.size() > 1 && tuple.get(1) instanceof List<?> members) ? fromAll(members)
				: null;
		if (tuple.get(0) instanceof String id) {
			return new ResultTuple(id, null, children);
		}
		if (tuple.get(0) instanceof List<?> head && !head.isEmpty() && head.get(0) instanceof String id) {
			Object parent = (head.size() > 1) ? head.get(1) : null;
			return new ResultTuple(id, (parent != null) ? from(parent) : null, children);
		}
		throw notATuple();
	}

	private static PayloadException notATuple() {
		return new PayloadException("Not a result tuple", null);
	}

}
