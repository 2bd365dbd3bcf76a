package io.taskqueue.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any task that is written is read back as it was, for random tasks of a fixed seed.
 */
class TaskMessageRoundTripTests {

	private static final String[] TEXTS = { "", "a", "it's", "\"", "\\", "é☃😀", "\u0000\n\t", "\ud800",
			"x".repeat(3000) };

	private final PayloadCodec payloads = new JsonPayloadCodec();

	private final TaskMessageCodec codec = new TaskMessageCodec(this.payloads);

	private final Random random = new Random(7);

	@Test
	void whatIsWrittenIsReadBack() {
		for (int i = 0; i < 5_000; i++) {
			TaskMessage task = new TaskMessage(headers(), body(3), null, null);

			Message message = this.codec.encode(task);

			assertThat(this.codec.headers(message)).isEqualTo(task.headers());
			assertThat(this.codec.body(message)).isEqualTo(task.body());
			TaskMessage again = new TaskMessage(task.headers(), this.codec.body(message), null, null);
			assertThat(this.codec.encode(again).body()).isEqualTo(message.body());
		}
	}

	@Test
	void valuesAreReadBackThroughTheirJson() {
		for (int i = 0; i < 5_000; i++) {
			Object value = value(4);

			assertThat(this.payloads.read(this.payloads.write(value), Object.class)).isEqualTo(value);
		}
	}

	private TaskHeaders headers() {
		return TaskHeaders.of("id-" + this.random.nextInt(), "task." + this.random.nextInt(9))
			.toBuilder()
			.eta(maybe(this::instant))
			.expires(maybe(this::instant))
			.group(maybe(() -> "g"))
			.groupIndex(maybe(this.random::nextInt))
			.retries(this.random.nextInt(9))
			.timeLimit(timeLimit())
			.rootId("root")
			.parentId(maybe(() -> "p"))
			.argsRepr("()")
			.kwargsRepr("{}")
			.origin(maybe(() -> "1@host"))
			.ignoreResult(maybe(this.random::nextBoolean))
			.stampedHeaders(this.random.nextBoolean() ? List.of("s") : List.of())
			.stamps(this.random.nextBoolean() ? Map.of("s", List.of("v", 1)) : Map.of())
			.custom(this.random.nextBoolean() ? Map.of("x-a", 1.5, "x-b", true) : Map.of())
			.build();
	}

	private TaskBody body(int depth) {
		SignatureMessage chord = maybe(() -> signature(depth));
		return new TaskBody(new ArrayList<>(jsons()), new LinkedHashMap<>(namedJsons()),
				new Embed(signatures(depth), signatures(depth), signatures(depth), chord));
	}

	private List<SignatureMessage> signatures(int depth) {
		List<SignatureMessage> signatures = new ArrayList<>();
		for (int i = this.random.nextInt(3); i > 0 && depth > 0; i--) {
			signatures.add(signature(depth - 1));
		}
		return signatures;
	}

	private SignatureMessage signature(int depth) {
		TaskOptions options = TaskOptions.NONE.toBuilder()
			.taskId(maybe(() -> "t"))
			.countdown(maybe(() -> Duration.ofMillis(this.random.nextInt(100_000))))
			.eta(maybe(this::instant))
			.expires(maybe(this::instant))
			.timeLimit(timeLimit())
			.link(signatures(depth))
			.stamps(this.random.nextBoolean() ? Map.of("st", "v") : Map.of())
			.other(this.random.nextBoolean() ? Map.of("o", json()) : Map.of())
			.build();
		return new SignatureMessage("sig", new ArrayList<>(jsons()), new LinkedHashMap<>(namedJsons()), options,
				maybe(() -> "group"), this.random.nextBoolean());
	}

	private TimeLimit timeLimit() {
		return new TimeLimit(maybe(() -> Duration.ofMillis(this.random.nextInt(100_000))),
				maybe(() -> Duration.ofSeconds(this.random.nextInt(100))));
	}

	private List<Json> jsons() {
		List<Json> jsons = new ArrayList<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			jsons.add(json());
		}
		return jsons;
	}

	private Map<String, Json> namedJsons() {
		Map<String, Json> jsons = new LinkedHashMap<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			jsons.put(name() + i, json());
		}
		return jsons;
	}

	private Json json() {
		return this.payloads.write(value(2));
	}

	private Object value(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 8 : 6)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> this.random.nextInt();
			case 3 -> Integer.MAX_VALUE + 1L + this.random.nextInt(Integer.MAX_VALUE);
			case 4 -> this.random.nextGaussian();
			case 5 -> text();
			case 6 -> values(depth);
			default -> members(depth);
		};
	}

	private List<Object> values(int depth) {
		List<Object> values = new ArrayList<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			values.add(value(depth - 1));
		}
		return values;
	}

	private Map<String, Object> members(int depth) {
		Map<String, Object> members = new LinkedHashMap<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			members.put(name() + i, value(depth - 1));
		}
		return members;
	}

	private String name() {
		// Half a character in a name is the one thing that Jackson writes but does not
		// read
		return text().replace("\ud800", "?");
	}

	private String text() {
		return TEXTS[this.random.nextInt(TEXTS.length)];
	}

	private Instant instant() {
		return Instant.ofEpochSecond(this.random.nextInt(), this.random.nextInt(1_000_000) * 1_000L);
	}

	private <T> T maybe(Supplier<T> value) {
		return this.random.nextBoolean() ? value.get() : null;
	}

}
