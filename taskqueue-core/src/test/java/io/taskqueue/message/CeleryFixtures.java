package io.taskqueue.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Recordings of real Celery traffic.
 */
public final class CeleryFixtures {

	private CeleryFixtures() {
	}

	/**
	 * Every file of a directory, parsed.
	 */
	public static Map<String, Map<String, Object>> directory(String name) {
		Map<String, Map<String, Object>> files = new TreeMap<>();
		try (Stream<Path> paths = Files.list(root().resolve(name))) {
			paths.forEach((path) -> files.put(name + "/" + path.getFileName(), parse(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return files;
	}

	public static Map<String, Object> file(String name) {
		return parse(root().resolve(name));
	}

	@SuppressWarnings("unchecked")
	public static List<Map<String, Object>> list(Map<String, Object> parent, String name) {
		return (List<Map<String, Object>>) parent.getOrDefault(name, List.of());
	}

	@SuppressWarnings("unchecked")
	public static Map<String, Object> map(Map<String, Object> parent, String name) {
		Object value = parent.get(name);
		return (value != null) ? (Map<String, Object>) value : Map.of();
	}

	/**
	 * Every task message of the recordings of what clients publish.
	 */
	static List<TaskFixture> tasks() {
		List<TaskFixture> tasks = new ArrayList<>();
		for (String directory : List.of("tasks-5.2.6", "tasks-5.6.3", "cross-language-5.2.6")) {
			directory(directory).forEach((name, file) -> {
				for (Map<String, Object> message : list(file, "messages")) {
					if (!"celeryev".equals(message.get("exchange"))) {
						tasks.add(new TaskFixture(name, message(message), map(message, "header_amqp_types")));
					}
				}
			});
		}
		return tasks;
	}

	static Message message(Map<String, Object> recorded) {
		Map<String, Object> properties = map(recorded, "properties");
		Object mode = properties.get("delivery_mode");
		return new Message(new MessageProperties((String) properties.get("content_type"),
				(String) properties.get("content_encoding"), Integer.valueOf(2).equals(mode),
				(Integer) properties.get("priority"), (String) properties.get("correlation_id"),
				(String) properties.get("reply_to")), map(recorded, "headers"), body(recorded));
	}

	private static byte[] body(Map<String, Object> recorded) {
		String text = (String) recorded.get("body");
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8)
				: Base64.getDecoder().decode((String) recorded.get("body_base64"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> parse(Path path) {
		try {
			return (Map<String, Object>) Json.of(Files.readAllBytes(path)).plain();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path root() {
		try {
			return Path.of(CeleryFixtures.class.getResource("/celery-fixtures").toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record TaskFixture(String name, Message message, Map<String, Object> headerTypes) {

		@Override
		public String toString() {
			return this.name + " " + this.message.headers().get("task");
		}

	}

}
