package io.taskqueue.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.json.JsonMapper;

/**
 * The medians of all rounds, each with its ratio to the raw clients.
 *
 * @param rows one for each shape and system
 */
record Report(List<Row> rows) {

	static Report of(List<Measurement> measured) {
		List<Row> rows = new ArrayList<>();
		for (String shape : measured.stream().map(Measurement::shape).distinct().toList()) {
			double raw = median(measured, shape, "raw");
			measured.stream()
				.filter((each) -> each.shape().equals(shape))
				.map(Measurement::system)
				.distinct()
				.forEach((system) -> rows.add(row(measured, shape, system, raw)));
		}
		return new Report(rows);
	}

	private static Row row(List<Measurement> measured, String shape, String system, double raw) {
		String unit = measured.stream()
			.filter((each) -> each.shape().equals(shape))
			.map((each) -> each.unit().symbol())
			.findFirst()
			.orElseThrow();
		double value = median(measured, shape, system);
		return new Row(shape, system, value, unit, value / raw);
	}

	private static double median(List<Measurement> measured, String shape, String system) {
		double[] values = measured.stream()
			.filter((each) -> each.shape().equals(shape) && each.system().equals(system))
			.mapToDouble(Measurement::value)
			.sorted()
			.toArray();
		int middle = values.length / 2;
		return (values.length % 2 == 1) ? values[middle] : (values[middle - 1] + values[middle]) / 2;
	}

	void print(PrintStream out) {
		out.println("| shape | system | median | unit | ratio to raw |");
		out.println("|---|---|---:|---|---:|");
		for (Row row : this.rows) {
			String value = String.format(Locale.ROOT, (row.value() < 100) ? "%.2f" : "%,.0f", row.value());
			out.printf(Locale.ROOT, "| %s | %s | %s | %s | %.2f |%n", row.shape(), row.system(), value, row.unit(),
					row.ratio());
		}
	}

	void write(Path file) {
		JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(file, this.rows);
	}

	/**
	 * A line of the report.
	 *
	 * @param shape what was measured
	 * @param system the system
	 * @param value the median
	 * @param unit the unit of the value
	 * @param ratio the value divided by that of the raw clients
	 */
	record Row(String shape, String system, double value, String unit, double ratio) {

	}

}
