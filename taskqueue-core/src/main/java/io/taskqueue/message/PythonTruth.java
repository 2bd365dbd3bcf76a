package io.taskqueue.message;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What Python takes for true: any text but the empty one, even {@code "false"}.
 */
final class PythonTruth {

	private PythonTruth() {
	}

	static boolean of(@Nullable Object value) {
		if (value == null || value instanceof Boolean) {
			return Boolean.TRUE.equals(value);
		}
		if (value instanceof Number number) {
			return number.doubleValue() != 0;
		}
		if (value instanceof Collection<?> elements) {
			return !elements.isEmpty();
		}
		return (value instanceof Map<?, ?> members) ? !members.isEmpty() : !value.toString().isEmpty();
	}

}
