package io.taskqueue.message;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Broken messages with a fixed seed: whatever comes over the wire is a task or is refused
 * by name, and nothing else.
 */
class TaskMessageFuzzTests {

	private static final int MESSAGES = 100_000;

	private static final String STRUCTURE = "[]{}\",:\\0123456789.eE+-truefalsnNI \u0000\u00ff";

	private final PayloadCodec payloads = new JsonPayloadCodec();

	private final TaskMessageCodec codec = new TaskMessageCodec(this.payloads, 1_000_000);

	private final List<Message> originals = CeleryFixtures.tasks()
		.stream()
		.map(CeleryFixtures.TaskFixture::message)
		.toList();

	private final Random random = new Random(20261120);

	@Test
	void onlyMalformedMessagesAreRefusedAndOnlyByName() {
		int tasks = 0;
		int malformed = 0;
		for (int i = 0; i < MESSAGES; i++) {
			Message message = mutated(this.originals.get(this.random.nextInt(this.originals.size())));
			if (isTask(message)) {
				tasks++;
			}
			else {
				malformed++;
			}
		}
		assertThat(tasks + malformed).isEqualTo(MESSAGES);
		assertThat(tasks).isGreaterThan(MESSAGES / 10);
		assertThat(malformed).isGreaterThan(MESSAGES / 10);
	}

	private boolean isTask(Message message) {
		try {
			this.codec.headers(message);
			TaskBody body = this.codec.body(message);
			body.args().forEach(this::readAsAnything);
			body.kwargs().values().forEach(this::readAsAnything);
			return true;
		}
		catch (MalformedMessageException ex) {
			assertThat(ex).hasMessageStartingWith("Malformed task message: ").hasNoCause();
			return false;
		}
	}

	private void readAsAnything(Object argument) {
		try {
			this.payloads.convert(argument, Object.class);
		}
		catch (PayloadException ex) {
			assertThat(ex).hasMessageContaining(" ");
		}
	}

	private Message mutated(Message original) {
		Message message = original;
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			message = switch (this.random.nextInt(8)) {
				case 0 -> withBody(message, flipped(message.body()));
				case 1 -> withBody(message, truncated(message.body()));
				case 2, 3 -> withBody(message, spliced(message.body()));
				case 4 -> withBody(message, repeated(message.body()));
				case 5 -> withoutHeader(message);
				case 6 -> withOddHeader(message);
				default -> withOddProperties(message);
			};
		}
		return message;
	}

	private byte[] flipped(byte[] body) {
		byte[] changed = body.clone();
		if (changed.length > 0) {
			changed[this.random.nextInt(changed.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return changed;
	}

	private byte[] truncated(byte[] body) {
		return Arrays.copyOf(body, this.random.nextInt(body.length + 1));
	}

	private byte[] spliced(byte[] body) {
		byte[] changed = body.clone();
		if (changed.length > 0) {
			changed[this.random.nextInt(changed.length)] = (byte) STRUCTURE
				.charAt(this.random.nextInt(STRUCTURE.length()));
		}
		return changed;
	}

	private byte[] repeated(byte[] body) {
		int from = this.random.nextInt(body.length + 1);
		int to = from + this.random.nextInt(body.length - from + 1);
		byte[] changed = Arrays.copyOf(body, body.length + to - from);
		System.arraycopy(body, from, changed, to, body.length - from);
		return changed;
	}

	private Message withBody(Message message, byte[] body) {
		return new Message(message.properties(), message.headers(), body);
	}

	private Message withoutHeader(Message message) {
		Map<String, Object> headers = new LinkedHashMap<>(message.headers());
		List<String> names = new ArrayList<>(headers.keySet());
		if (!names.isEmpty()) {
			headers.remove(names.get(this.random.nextInt(names.size())));
		}
		return new Message(message.properties(), headers, message.body());
	}

	private Message withOddHeader(Message message) {
		Object[] odd = { null, 5, -1L, Long.MAX_VALUE, Double.NaN, "", " ", "x", "2030-13-45T99:99:99", "\ud800",
				List.of(), List.of("a"), Arrays.asList(null, "b"), List.of(Double.POSITIVE_INFINITY, -5),
				List.of(1e300, 0), Map.of(), Map.of("a", List.of()), true, new Date(0), new byte[3],
				new BigDecimal("1e400"), (short) 3, "é".repeat(200), "application/x-gzip" };
		List<String> names = new ArrayList<>(HeaderWriter.PROTOCOL);
		String name = names.get(this.random.nextInt(names.size()));
		return message.withHeader(name, odd[this.random.nextInt(odd.length)]);
	}

	private Message withOddProperties(Message message) {
		String[] types = { null, "", "application/json", "APPLICATION/JSON ; charset=UTF-8", "text/plain",
				"; charset=" };
		String[] encodings = { null, "", "utf-8", "UTF-16", "binary", "latin-1" };
		return new Message(
				new MessageProperties(types[this.random.nextInt(types.length)],
						encodings[this.random.nextInt(encodings.length)], true, null, null, null),
				message.headers(), message.body());
	}

}
