package io.taskqueue.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of a task with the tolerance of a Celery worker (protocol reference
 * 3.6). What would kill such a worker is refused by name.
 */
final class HeaderReader {

	/** What AMQP allows for the property that holds the id. */
	private static final int MAX_ID_BYTES = 255;

	/** What fits a duration in nanoseconds: 285 years. */
	private static final double MAX_SECONDS = 9e9;

	private static final double NANOS = 1e9;

	private final Map<String, @Nullable Object> headers;

	HeaderReader(Map<String, @Nullable Object> headers) {
		this.headers = headers;
	}

	TaskHeaders read() {
		String id = id();
		return TaskHeaders.of(id, required("task"))
			.toBuilder()
			.lang(textOr("lang", "py"))
			.shadow(blankToNull(text("shadow")))
			.eta(time("eta"))
			.expires(time("expires"))
			.group(text("group"))
			.groupIndex(integer("group_index"))
			.retries(integerOr("retries", 0))
			.timeLimit(timeLimit())
			.rootId(textOr("root_id", id))
			.parentId(text("parent_id"))
			.argsRepr(display("argsrepr"))
			.kwargsRepr(display("kwargsrepr"))
			.origin(text("origin"))
			.ignoreResult(truth("ignore_result"))
			.replacedTaskNesting(integerOr("replaced_task_nesting", 0))
			.stampedHeaders(stampedHeaders())
			.stamps(stamps())
			.custom(custom())
			.build();
	}

	private String id() {
		String id = required("id");
		if (isTooLong(id)) {
			throw new JsonShapeException("the header 'id' is longer than " + MAX_ID_BYTES + " bytes");
		}
		return id;
	}

	static boolean isTooLong(String id) {
		return id.length() > MAX_ID_BYTES / 3 && id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES;
	}

	private String required(String name) {
		String value = text(name);
		if (value == null || value.isBlank()) {
			throw new JsonShapeException("the header '" + name + "' is missing");
		}
		return value;
	}

	private @Nullable String text(String name) {
		Object value = this.headers.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw wrong(name, "text", value);
	}

	private String textOr(String name, String absent) {
		String value = text(name);
		return (value != null) ? value : absent;
	}

	private @Nullable String display(String name) {
		return (this.headers.get(name) instanceof String text) ? text : null;
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

	private @Nullable Integer integer(String name) {
		Object value = this.headers.get(name);
		if (value instanceof Integer integer) {
			return integer;
		}
		if (value instanceof Long wide && wide == wide.intValue()) {
			return wide.intValue();
		}
		return (value != null) ? integerFromText(name, value) : null;
	}

	private Integer integerFromText(String name, Object value) {
		try {
			return Integer.valueOf(value.toString());
		}
		catch (NumberFormatException ex) {
			throw wrong(name, "an integer of 32 bits", value);
		}
	}

	private int integerOr(String name, int absent) {
		Integer value = integer(name);
		return (value != null) ? value : absent;
	}

	private @Nullable Instant time(String name) {
		Object value = this.headers.get(name);
		if (value instanceof Date date) {
			return date.toInstant();
		}
		String text = text(name);
		try {
			return (text != null) ? CeleryTime.parse(text) : null;
		}
		catch (IllegalArgumentException ex) {
			throw wrong(name, "a date and time of ISO 8601", text);
		}
	}

	private TimeLimit timeLimit() {
		Object value = this.headers.get("timelimit");
		if (value == null) {
			return TimeLimit.NONE;
		}
		if (!(value instanceof List<?> limits) || limits.size() == 1 || limits.size() > 2) {
			throw wrong("timelimit", "a list of two", value);
		}
		if (limits.isEmpty() || limits.get(0) == null && limits.get(1) == null) {
			return TimeLimit.NONE;
		}
		return new TimeLimit(limit(limits.get(0)), limit(limits.get(1)));
	}

	private static @Nullable Duration limit(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (!(value instanceof Number number)) {
			throw wrong("timelimit", "a list of two numbers", value);
		}
		return seconds("timelimit", number);
	}

	/**
	 * Seconds as a duration, rounded to nanoseconds.
	 * @param name what the seconds are for
	 * @param number the seconds
	 * @return the duration
	 */
	static Duration seconds(String name, Number number) {
		double seconds = number.doubleValue();
		if (!(Math.abs(seconds) <= MAX_SECONDS)) {
			throw wrong(name, "a number of seconds", number);
		}
		return Duration.ofNanos(Math.round(seconds * NANOS));
	}

	private @Nullable Boolean truth(String name) {
		Object value = this.headers.get(name);
		return (value != null) ? (Boolean) PythonTruth.of(value) : null;
	}

	private List<String> stampedHeaders() {
		List<String> names = new ArrayList<>();
		if (this.headers.get("stamped_headers") instanceof Collection<?> values) {
			values.stream().filter(String.class::isInstance).map(String.class::cast).forEach(names::add);
		}
		return names;
	}

	private Map<String, @Nullable Object> stamps() {
		Map<String, @Nullable Object> stamps = new LinkedHashMap<>();
		if (this.headers.get("stamps") instanceof Map<?, ?> values) {
			values.forEach((name, value) -> stamps.put(String.valueOf(name), value));
		}
		return stamps;
	}

	private Map<String, @Nullable Object> custom() {
		Map<String, @Nullable Object> custom = new LinkedHashMap<>();
		this.headers.forEach((name, value) -> {
			if (!HeaderWriter.PROTOCOL.contains(name)) {
				custom.put(name, value);
			}
		});
		return custom;
	}

	private static JsonShapeException wrong(String name, String expected, @Nullable Object value) {
		String type = (value != null) ? value.getClass().getSimpleName() : "null";
		return new JsonShapeException("the header '" + name + "' must be " + expected + ", but is of type " + type);
	}

}
