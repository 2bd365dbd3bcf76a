package io.taskqueue.message;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Writes the headers of protocol 2 (protocol reference 3.2): every one of Celery's is
 * there, and values have the types that both sides can read (protocol reference 1.1).
 */
final class HeaderWriter {

	/**
	 * The headers that belong to the protocol.
	 */
	static final Set<String> PROTOCOL = Set.of("lang", "task", "id", "shadow", "eta", "expires", "group", "group_index",
			"retries", "timelimit", "root_id", "parent_id", "argsrepr", "kwargsrepr", "origin", "ignore_result",
			"replaced_task_nesting", "stamped_headers", "stamps", "compression");

	private HeaderWriter() {
	}

	static Map<String, @Nullable Object> write(TaskHeaders task, String argsRepr, String kwargsRepr) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(32);
		headers.put("lang", task.lang());
		headers.put("task", task.task());
		headers.put("id", task.id());
		headers.put("shadow", task.shadow());
		headers.put("eta", time(task.eta()));
		headers.put("expires", time(task.expires()));
		headers.put("group", task.group());
		headers.put("group_index", task.groupIndex());
		headers.put("retries", task.retries());
		headers.put("timelimit", Arrays.asList(seconds(task.timeLimit().hard()), seconds(task.timeLimit().soft())));
		headers.put("root_id", task.rootId());
		headers.put("parent_id", task.parentId());
		headers.put("argsrepr", argsRepr);
		headers.put("kwargsrepr", kwargsRepr);
		headers.put("origin", task.origin());
		headers.put("ignore_result", task.ignoreResult());
		headers.put("replaced_task_nesting", task.replacedTaskNesting());
		headers.put("stamped_headers", task.stampedHeaders().isEmpty() ? null : task.stampedHeaders());
		headers.put("stamps", fieldTable(task.stamps()));
		addCustom(task.custom(), headers);
		return headers;
	}

	/**
	 * Seconds as Celery writes them.
	 * @param duration the duration, or {@code null}
	 * @return an integer for whole seconds, otherwise a double
	 */
	static @Nullable Number seconds(@Nullable Duration duration) {
		if (duration == null) {
			return null;
		}
		boolean whole = duration.getNano() == 0 && duration.getSeconds() <= Integer.MAX_VALUE;
		if (whole && duration.getSeconds() >= Integer.MIN_VALUE) {
			return (int) duration.getSeconds();
		}
		return duration.getSeconds() + duration.getNano() / 1e9;
	}

	static @Nullable String time(@Nullable Instant instant) {
		return (instant != null) ? CeleryTime.format(instant) : null;
	}

	private static void addCustom(Map<String, @Nullable Object> custom, Map<String, @Nullable Object> headers) {
		custom.forEach((name, value) -> {
			if (PROTOCOL.contains(name)) {
				throw new PayloadException(
						"The header '" + name + "' belongs to the protocol and can't be a custom header", null);
			}
			headers.put(name, fieldValue(name, value));
		});
	}

	private static Map<String, @Nullable Object> fieldTable(Map<?, ?> values) {
		Map<String, @Nullable Object> table = new LinkedHashMap<>();
		values.forEach((name, value) -> table.put(String.valueOf(name), fieldValue(String.valueOf(name), value)));
		return table;
	}

	private static @Nullable Object fieldValue(String name, @Nullable Object value) {
		if (value instanceof Number number) {
			return fieldNumber(name, number);
		}
		if (value instanceof List<?> elements) {
			List<@Nullable Object> list = new ArrayList<>(elements.size());
			elements.forEach((element) -> list.add(fieldValue(name, element)));
			return list;
		}
		if (value instanceof Map<?, ?> members) {
			return fieldTable(members);
		}
		if (value == null || value instanceof String || value instanceof Boolean || value instanceof Date
				|| value instanceof byte[]) {
			return value;
		}
		throw unsupported(name, value);
	}

	private static Number fieldNumber(String name, Number number) {
		if (number instanceof Integer || number instanceof Double || number instanceof BigDecimal) {
			return number;
		}
		if (number instanceof Float) {
			return number.doubleValue();
		}
		if (number instanceof Short || number instanceof Byte) {
			// A short kills a Python connection (protocol reference 1.1)
			return number.intValue();
		}
		if (number instanceof Long wide) {
			return (wide == wide.intValue()) ? (Number) wide.intValue() : positive(name, wide);
		}
		throw unsupported(name, number);
	}

	private static Long positive(String name, Long number) {
		if (number < 0) {
			throw new PayloadException(
					"The header '" + name
							+ "' can't be a negative number beyond 32 bits: Celery reads it as unsigned; send text",
					null);
		}
		return number;
	}

	private static PayloadException unsupported(String name, Object value) {
		return new PayloadException("The header '" + name + "' can't be of type " + value.getClass().getTypeName()
				+ "; use text, a number, a truth value, a list or a map", null);
	}

}
