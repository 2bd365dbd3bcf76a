package io.taskqueue.worker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.TaskHeaders;

/**
 * Makes messages that are nearly right, always the same for the same seed.
 */
final class MessageMutator {

	private static final List<String> HEADERS = List.of("task", "id", "lang", "eta", "expires", "retries", "timelimit",
			"group", "group_index", "root_id", "parent_id", "ignore_result", "stamps", "stamped_headers", "shadow",
			"origin", "republished", "taskqueue-unknown-since", "compression", "x-death", "own");

	private static final List<String> TYPES = Arrays.asList("application/json", "application/json; charset=utf-8",
			"application/json; charset=latin1", "application/x-python-serialize", "text/plain", "", null);

	private final Random random;

	private final List<Message> originals = new ArrayList<>();

	MessageMutator(Random random) {
		this.random = random;
		for (int i = 0; i < 500; i++) {
			this.originals.add(original("task-" + i));
		}
	}

	Message next() {
		Message message = this.originals.get(this.random.nextInt(this.originals.size()));
		int mutations = this.random.nextInt(4);
		for (int i = 0; i < mutations; i++) {
			message = mutate(message);
		}
		return message;
	}

	private Message original(String id) {
		return switch (this.random.nextInt(6)) {
			case 0 -> TestMessages.task(id, "add", 1, 2);
			case 1 -> TestMessages.task(id, "echo", Map.of("text", "grüße", "list", List.of(1, 2.5, true)));
			case 2 -> TestMessages.task(id, "fails");
			case 3 -> TestMessages.message(TaskHeaders.of(id, "add"),
					TestMessages.callbacks(TestMessages.signature("echo", null)), 3, 4);
			case 4 -> TestMessages.message(TaskHeaders.of(id, "echo"),
					TestMessages.chain(TestMessages.signature("echo", "step-" + id)), List.of("a"));
			default -> new Message(MessageProperties.json(id), Map.of(),
					("{\"task\":\"add\",\"id\":\"" + id + "\",\"args\":[1,2],\"kwargs\":{}}")
						.getBytes(StandardCharsets.UTF_8));
		};
	}

	private Message mutate(Message message) {
		return switch (this.random.nextInt(8)) {
			case 0 -> withBody(message, flipped(message.body()));
			case 1 -> withBody(message, Arrays.copyOf(message.body(), this.random.nextInt(message.body().length + 1)));
			case 2 -> withBody(message, spliced(message.body()));
			case 3 -> withBody(message, body());
			case 4 -> without(message, header());
			case 5, 6 -> message.withHeader(header(), value());
			default -> withType(message);
		};
	}

	private byte[] flipped(byte[] body) {
		byte[] changed = body.clone();
		for (int i = this.random.nextInt(4); i >= 0 && changed.length > 0; i--) {
			changed[this.random.nextInt(changed.length)] = (byte) this.random.nextInt(256);
		}
		return changed;
	}

	private byte[] spliced(byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		int at = this.random.nextInt(text.length() + 1);
		List<String> pieces = List.of("[", "]", "{", "}", ",", "null", "\"", "1e999", "NaN", "\\ud800", "\u0000",
				"{\"__type__\":\"x\",\"__value__\":1}", "9".repeat(400));
		return (text.substring(0, at) + pieces.get(this.random.nextInt(pieces.size())) + text.substring(at))
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] body() {
		return switch (this.random.nextInt(6)) {
			case 0 -> new byte[0];
			case 1 -> "[".repeat(3000).getBytes(StandardCharsets.UTF_8);
			case 2 -> "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
			case 3 -> new byte[] { (byte) 0xFF, (byte) 0xFE, 0, '[' };
			case 4 -> "[[1, 2], null, {}]".getBytes(StandardCharsets.UTF_8);
			default -> "[[1, 2, 3], {\"z\": 1}, {\"callbacks\": {}}]".getBytes(StandardCharsets.UTF_8);
		};
	}

	private String header() {
		return HEADERS.get(this.random.nextInt(HEADERS.size()));
	}

	private @Nullable Object value() {
		return switch (this.random.nextInt(16)) {
			case 0 -> null;
			case 1 -> "";
			case 2 -> "x".repeat(this.random.nextInt(600));
			case 3 -> this.random.nextInt();
			case 4 -> this.random.nextLong();
			case 5 -> Double.NaN;
			case 6 -> this.random.nextBoolean();
			case 7 -> Arrays.asList(1, null, "a");
			case 8 -> Map.of("a", Map.of("b", 1));
			case 9 -> new byte[] { 1, 2 };
			case 10 -> new Date(0);
			case 11 -> Instant.parse("2025-01-01T00:00:00Z").toString();
			case 12 -> Instant.parse("2027-01-01T00:00:00Z").toString();
			case 13 -> Arrays.asList(null, -1);
			case 14 -> "line\nbreak";
			default -> Collections.singletonMap("null", null);
		};
	}

	private Message withType(Message message) {
		MessageProperties old = message.properties();
		String type = TYPES.get(this.random.nextInt(TYPES.size()));
		String encoding = this.random.nextBoolean() ? "utf-8" : "latin1";
		Integer priority = this.random.nextBoolean() ? this.random.nextInt(256) : null;
		return new Message(new MessageProperties(type, encoding, true, priority, old.correlationId(), null),
				message.headers(), message.body());
	}

	private static Message withBody(Message message, byte[] body) {
		return new Message(message.properties(), message.headers(), body);
	}

	private static Message without(Message message, String header) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(message.headers());
		headers.remove(header);
		return new Message(message.properties(), headers, message.body());
	}

}
