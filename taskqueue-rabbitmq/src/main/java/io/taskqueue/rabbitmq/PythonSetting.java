package io.taskqueue.rabbitmq;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Words the setting of a Python client that declares a queue as it was created. A Python
 * client declares each queue it publishes to, and without this setting RabbitMQ refuses
 * (protocol reference 2.6).
 */
final class PythonSetting {

	private PythonSetting() {
	}

	static String of(String queue, Map<String, Object> arguments) {
		String name = quoted(queue);
		String table = new TreeMap<>(arguments).entrySet()
			.stream()
			.map((entry) -> quoted(entry.getKey()) + ": " + literal(entry.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
		return "task_queues = [Queue(" + name + ", Exchange(" + name + ", type='direct'), routing_key=" + name
				+ ", queue_arguments=" + table + ")]";
	}

	private static String literal(Object value) {
		if (value instanceof Boolean flag) {
			return flag ? "True" : "False";
		}
		return (value instanceof Number) ? value.toString() : quoted(value.toString());
	}

	private static String quoted(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
	}

}
