package io.taskqueue.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads a signature leniently: of the six keys only {@code task} must be there (protocol
 * reference 6.1). Arguments stay raw JSON.
 */
final class SignatureReader {

	private static final Map<String, Option> OPTIONS = Map.ofEntries(
			Map.entry("task_id", text(TaskOptions.Builder::taskId)),
			Map.entry("queue", text(TaskOptions.Builder::queue)),
			Map.entry("exchange", text(TaskOptions.Builder::exchange)),
			Map.entry("routing_key", text(TaskOptions.Builder::routingKey)),
			Map.entry("reply_to", text(TaskOptions.Builder::replyTo)),
			Map.entry("root_id", text(TaskOptions.Builder::rootId)),
			Map.entry("parent_id", text(TaskOptions.Builder::parentId)),
			Map.entry("group_id", text(TaskOptions.Builder::groupId)),
			Map.entry("shadow", text(TaskOptions.Builder::shadow)),
			Map.entry("priority", integer(TaskOptions.Builder::priority)),
			Map.entry("group_index", integer(TaskOptions.Builder::groupIndex)),
			Map.entry("retries", integer(TaskOptions.Builder::retries)),
			Map.entry("replaced_task_nesting", integer(TaskOptions.Builder::replacedTaskNesting)),
			Map.entry("link", signatures(TaskOptions.Builder::link)),
			Map.entry("link_error", signatures(TaskOptions.Builder::linkError)),
			Map.entry("chain", signatures(TaskOptions.Builder::chain)),
			Map.entry("chord", (json, found) -> found.options.chord(read(json))),
			Map.entry("countdown", (json, found) -> found.options.countdown(seconds(json, "countdown"))),
			Map.entry("eta", (json, found) -> found.options.eta(instant(json, "eta"))),
			Map.entry("expires", SignatureReader::expires),
			Map.entry("ignore_result", (json, found) -> found.options.ignoreResult(json.truth())),
			Map.entry("time_limit", (json, found) -> found.hardLimit = seconds(json, "time_limit")),
			Map.entry("soft_time_limit", (json, found) -> found.softLimit = seconds(json, "soft_time_limit")),
			Map.entry("headers", (json, found) -> found.options.headers(json.plainObject("headers"))),
			Map.entry("stamped_headers", (json, found) -> found.stampNames = json.texts()));

	private final TaskOptions.Builder options = TaskOptions.NONE.toBuilder();

	private final Map<String, @Nullable Object> other = new LinkedHashMap<>();

	private List<String> stampNames = List.of();

	private @Nullable Duration hardLimit;

	private @Nullable Duration softLimit;

	private SignatureReader() {
	}

	static SignatureMessage read(JsonCursor json) {
		if (json.current() != JsonToken.START_OBJECT) {
			throw new JsonShapeException("a signature must be an object, but is " + json.kind());
		}
		Fields fields = new Fields();
		for (String name = json.nextMember(); name != null; name = json.nextMember()) {
			fields.read(name, json);
		}
		return fields.signature();
	}

	/**
	 * Read a list of signatures; a single one counts as a list, {@code null} as none.
	 * @param json at the list
	 * @return the signatures
	 */
	static List<SignatureMessage> readAll(JsonCursor json) {
		if (json.isNull()) {
			return List.of();
		}
		if (json.current() != JsonToken.START_ARRAY) {
			return List.of(read(json));
		}
		List<SignatureMessage> signatures = new ArrayList<>();
		while (json.nextElement()) {
			signatures.add(read(json));
		}
		return signatures;
	}

	private static TaskOptions readOptions(JsonCursor json) {
		if (json.isNull()) {
			return TaskOptions.NONE;
		}
		if (json.current() != JsonToken.START_OBJECT) {
			throw new JsonShapeException("the options of a signature must be an object, but are " + json.kind());
		}
		SignatureReader found = new SignatureReader();
		for (String name = json.nextMember(); name != null; name = json.nextMember()) {
			Option option = OPTIONS.get(name);
			if (option == null) {
				found.other.put(name, json.slice());
			}
			else if (!json.isNull()) {
				option.read(json, found);
			}
		}
		return found.build();
	}

	private TaskOptions build() {
		Map<String, @Nullable Object> stamps = new LinkedHashMap<>();
		for (String name : this.stampNames) {
			if (this.other.remove(name) instanceof Json stamp) {
				stamps.put(name, stamp.plain());
			}
		}
		return this.options.timeLimit(new TimeLimit(this.hardLimit, this.softLimit))
			.stamps(stamps)
			.other(this.other)
			.build();
	}

	private static void expires(JsonCursor json, SignatureReader found) {
		if (json.isNumber()) {
			found.options.expiresIn(seconds(json, "expires"));
		}
		else {
			found.options.expires(instant(json, "expires"));
		}
	}

	private static Duration seconds(JsonCursor json, String name) {
		if (!(json.plain() instanceof Number number)) {
			throw new JsonShapeException("the option '" + name + "' must be a number of seconds");
		}
		return HeaderReader.seconds(name, number);
	}

	private static Instant instant(JsonCursor json, String name) {
		Object value = json.plain();
		Object text = (value instanceof Map<?, ?> typed) ? typed.get("__value__") : value;
		try {
			return CeleryTime.parse(String.valueOf(text));
		}
		catch (IllegalArgumentException ex) {
			throw new JsonShapeException("the option '" + name + "' must be a date and time of ISO 8601");
		}
	}

	private static Option text(BiConsumer<TaskOptions.Builder, String> setter) {
		return (json, found) -> setter.accept(found.options, json.text());
	}

	private static Option integer(BiConsumer<TaskOptions.Builder, Integer> setter) {
		return (json, found) -> setter.accept(found.options, json.integer());
	}

	private static Option signatures(BiConsumer<TaskOptions.Builder, List<SignatureMessage>> setter) {
		return (json, found) -> setter.accept(found.options, readAll(json));
	}

	@FunctionalInterface
	private interface Option {

		void read(JsonCursor json, SignatureReader found);

	}

	private static final class Fields {

		private @Nullable String task;

		private List<Json> args = List.of();

		private Map<String, Json> kwargs = Map.of();

		private TaskOptions options = TaskOptions.NONE;

		private @Nullable String subtaskType;

		private boolean immutable;

		void read(String name, JsonCursor json) {
			if (json.isNull()) {
				return;
			}
			switch (name) {
				case "task" -> {
					this.task = json.text();
				}
				case "args" -> {
					this.args = json.elements("the arguments of a signature");
				}
				case "kwargs" -> {
					this.kwargs = json.members("the keyword arguments of a signature");
				}
				case "options" -> {
					this.options = readOptions(json);
				}
				case "subtask_type" -> {
					this.subtaskType = json.text();
				}
				default -> readRest(name, json);
			}
		}

		private void readRest(String name, JsonCursor json) {
			if (name.equals("immutable")) {
				this.immutable = json.truth();
			}
			else {
				json.skip();
			}
		}

		SignatureMessage signature() {
			if (this.task == null || this.task.isBlank()) {
				throw new JsonShapeException("a signature has no 'task'");
			}
			return new SignatureMessage(this.task, new ArrayList<>(this.args), new LinkedHashMap<>(this.kwargs),
					this.options, this.subtaskType, this.immutable);
		}

	}

}
