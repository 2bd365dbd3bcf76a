package io.taskqueue.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * A measured value.
 *
 * @param shape what was measured
 * @param system the system
 * @param value the value
 * @param unit the unit of the value
 */
record Measurement(String shape, String system, double value, Unit unit) {

	private static final String MARK = "measured";

	private static final String SEPARATOR = "\t";

	static @Nullable Measurement parse(String line) {
		String[] parts = line.split(SEPARATOR);
		return (parts.length == 5 && parts[0].equals(MARK))
				? new Measurement(parts[1], parts[2], Double.parseDouble(parts[3]), Unit.valueOf(parts[4])) : null;
	}

	String line() {
		return String.join(SEPARATOR, MARK, this.shape, this.system, String.valueOf(this.value), this.unit.name());
	}

}
