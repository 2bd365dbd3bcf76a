package io.taskqueue.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaskMessageCodec}.
 */
class TaskMessageCodecTests {

	private static final Map<String, Object> HEADERS = Map.of("task", "t", "id", "id-1");

	private final TaskMessageCodec codec = new TaskMessageCodec(new JsonPayloadCodec(), 10_000);

	@Test
	void writesTheBodyAsThreeElementsWithAllEmbedKeys() {
		Message message = this.codec.encode(task(List.of(2, 3), Map.of("z", "väl")));

		assertThat(text(message))
			.isEqualTo("[[2,3],{\"z\":\"väl\"},{\"callbacks\":null,\"errbacks\":null,\"chain\":null,\"chord\":null}]");
		assertThat(message.properties()).isEqualTo(MessageProperties.json("id-1"));
	}

	@Test
	void writesEveryHeaderOfCelery() {
		Message message = this.codec.encode(task(Arrays.asList("a", null, true), Map.of("k", 1.5)));

		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("lang", "java");
		expected.put("task", "t");
		expected.put("id", "id-1");
		expected.put("shadow", null);
		expected.put("eta", null);
		expected.put("expires", null);
		expected.put("group", null);
		expected.put("group_index", null);
		expected.put("retries", 0);
		expected.put("timelimit", Arrays.asList(null, null));
		expected.put("root_id", "id-1");
		expected.put("parent_id", null);
		expected.put("argsrepr", "('a', None, True)");
		expected.put("kwargsrepr", "{'k': 1.5}");
		expected.put("origin", null);
		expected.put("ignore_result", null);
		expected.put("replaced_task_nesting", 0);
		expected.put("stamped_headers", null);
		expected.put("stamps", Map.of());
		assertThat(message.headers()).containsExactlyEntriesOf(expected);
	}

	@Test
	void writesTimesAndLimitsAsCeleryReadsThem() {
		TaskHeaders headers = TaskHeaders.of("id-1", "t")
			.toBuilder()
			.eta(Instant.parse("2030-01-02T03:04:05Z"))
			.expires(Instant.parse("2030-01-02T03:04:05.123456789Z"))
			.timeLimit(new TimeLimit(Duration.ofSeconds(20), Duration.ofMillis(1500)))
			.build();

		Map<String, Object> written = this.codec.encode(task(headers)).headers();

		assertThat(written).containsEntry("eta", "2030-01-02T03:04:05.000000+00:00")
			.containsEntry("expires", "2030-01-02T03:04:05.123456+00:00")
			.containsEntry("timelimit", List.of(20, 1.5));
	}

	@Test
	void customHeadersHaveTypesThatPythonCanRead() {
		Map<String, Object> custom = new LinkedHashMap<>();
		custom.put("short", (short) 3);
		custom.put("long", 7L);
		custom.put("wide", 1795186757898L);
		custom.put("float", 1.5f);
		custom.put("list", Arrays.asList((byte) 1, null, Map.of("k", 2L)));

		Map<String, Object> written = this.codec.encode(task(custom(custom))).headers();

		assertThat(written).containsEntry("short", 3)
			.containsEntry("long", 7)
			.containsEntry("wide", 1795186757898L)
			.containsEntry("float", 1.5)
			.containsEntry("list", Arrays.asList(1, null, Map.of("k", 2)));
	}

	@Test
	void refusesCustomHeadersThatCeleryWouldMisread() {
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> this.codec.encode(task(custom(Map.of("retries", 5)))))
			.withMessageContaining("The header 'retries' belongs to the protocol");
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> this.codec.encode(task(custom(Map.of("x", Long.MIN_VALUE)))))
			.withMessageContaining("The header 'x' can't be a negative number beyond 32 bits");
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> this.codec.encode(task(custom(Map.of("x", Instant.EPOCH)))))
			.withMessageContaining("The header 'x' can't be of type java.time.Instant");
	}

	@Test
	void refusesAnIdThatNoMessageCanCarry() {
		String longest = "é".repeat(127) + "x";

		assertThat(this.codec.encode(task(TaskHeaders.of(longest, "t"))).properties().correlationId())
			.isEqualTo(longest);
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> this.codec.encode(task(TaskHeaders.of(longest + "x", "t"))))
			.withMessage("A task id can't be longer than 255 bytes");
	}

	@Test
	void argumentsOfADecodedBodyAreWrittenAgainByteForByte() {
		String body = "[[1.10, {\"b\" : [NaN, -Infinity]},\"\\u00e9\" , 123456789012345678901234567890],"
				+ "{\"k\": {\"__type__\":\"date\",\"__value__\":\"2030-01-02\"}},{}]";

		TaskBody decoded = this.codec.body(message(HEADERS, body));
		Message again = this.codec.encode(new TaskMessage(TaskHeaders.of("id-1", "t"), decoded, null, null));

		assertThat(decoded.args()).containsExactly(Json.of("1.10"), Json.of("{\"b\" : [NaN, -Infinity]}"),
				Json.of("\"\\u00e9\""), Json.of("123456789012345678901234567890"));
		assertThat(text(again))
			.startsWith("[[1.10,{\"b\" : [NaN, -Infinity]},\"\\u00e9\",123456789012345678901234567890],"
					+ "{\"k\":{\"__type__\":\"date\",\"__value__\":\"2030-01-02\"}},");
	}

	@Test
	void signaturesComeBackAsTheyWereWritten() {
		SignatureMessage step = new SignatureMessage("mul", List.of(Json.of("3")), Map.of("k", Json.of("[1]")),
				everyOption(), "chain", true);
		Embed embed = new Embed(List.of(step), List.of(step, step), List.of(step), step);

		Message message = this.codec
			.encode(new TaskMessage(TaskHeaders.of("id-1", "t"), new TaskBody(List.of(), Map.of(), embed), null, null));

		assertThat(this.codec.body(message).embed()).isEqualTo(embed);
		assertThat(text(message)).contains("\"countdown\":1.0,\"eta\":\"2030-01-02T03:04:05.000000+00:00\"")
			.contains("\"time_limit\":20,\"soft_time_limit\":1.5")
			.contains("\"stamped_headers\":[\"tenant\"],\"tenant\":\"acme\"")
			.contains("\"serializer\":\"json\"");
	}

	@Test
	void relativeExpiryOfASignatureStaysRelative() {
		SignatureMessage step = new SignatureMessage("mul", List.of(), Map.of(),
				TaskOptions.NONE.toBuilder().expiresIn(Duration.ofSeconds(90)).build(), null, false);
		Embed embed = new Embed(List.of(step), List.of(), List.of(), null);

		Message message = this.codec
			.encode(new TaskMessage(TaskHeaders.of("id-1", "t"), new TaskBody(List.of(), Map.of(), embed), null, null));

		assertThat(text(message)).contains("\"expires\":90.0");
		assertThat(this.codec.body(message).embed().callbacks().get(0).options().expiresIn())
			.isEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void readsSparseSignatures() {
		TaskBody body = this.codec.body(message(HEADERS, "[[],{},{\"callbacks\":{\"task\":\"a\"},\"chain\":[{\"task\":"
				+ "\"b\",\"options\":{\"eta\":{\"__type__\":\"datetime\",\"__value__\":\"2030-01-02T03:04:05\"},"
				+ "\"x\":[1 ,2],\"queue\":null},\"chord_size\":null}],\"unknown\":[{}]}]"));

		assertThat(body.embed().callbacks())
			.containsExactly(new SignatureMessage("a", List.of(), Map.of(), TaskOptions.NONE, null, false));
		TaskOptions options = body.embed().chain().get(0).options();
		assertThat(options.eta()).isEqualTo(Instant.parse("2030-01-02T03:04:05Z"));
		assertThat(options.other()).isEqualTo(Map.of("x", Json.of("[1 ,2]")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"task\":5}|'task' must be text",
			"{}|a signature has no 'task'", "5|a signature must be an object",
			"{\"task\":\"a\",\"args\":{}}|the arguments of a signature must be a list, but is an object",
			"{\"task\":\"a\",\"options\":[]}|the options of a signature must be an object",
			"{\"task\":\"a\",\"options\":{\"countdown\":\"x\"}}|the option 'countdown' must be a number of seconds",
			"{\"task\":\"a\",\"options\":{\"countdown\":1e300}}|'countdown' must be a number of seconds",
			"{\"task\":\"a\",\"options\":{\"eta\":\"secret\"}}|the option 'eta' must be a date and time",
			"{\"task\":\"a\",\"options\":{\"priority\":12345678901}}|'priority' must be an integer of 32 bits" })
	void namesWhatIsWrongWithASignature(String signature, String problem) {
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.codec.body(message(HEADERS, "[[],{},{\"chord\":" + signature + "}]")))
			.withMessageContaining(problem)
			.withMessageNotContaining("secret");
	}

	@Test
	void readsProtocol1() {
		Message message = message(Map.of("x", 1), "{\"task\":\"t\",\"id\":\"id-1\",\"args\":[1],\"kwargs\":{\"k\":2},"
				+ "\"retries\":2,\"eta\":\"2030-01-02T03:04:05\",\"timelimit\":[20,null],\"group\":\"g\",\"taskset\":\"s\","
				+ "\"group_index\":3,\"utc\":true,\"callbacks\":[{\"task\":\"next\"}],\"chord\":null}");

		TaskHeaders headers = this.codec.headers(message);
		TaskBody body = this.codec.body(message);

		assertThat(headers).isEqualTo(TaskHeaders.of("id-1", "t")
			.toBuilder()
			.lang("py")
			.retries(2)
			.eta(Instant.parse("2030-01-02T03:04:05Z"))
			.timeLimit(new TimeLimit(Duration.ofSeconds(20), null))
			.group("s")
			.groupIndex(3)
			.custom(Map.of("x", 1))
			.build());
		assertThat(body.args()).containsExactly(Json.of("1"));
		assertThat(body.kwargs()).isEqualTo(Map.of("k", Json.of("2")));
		assertThat(body.embed().callbacks()).hasSize(1);
	}

	@Test
	void aBrokenMessageOfProtocol1StillTellsItsId() {
		Message cut = message(Map.of(), "{\"task\":\"t\",\"id\":\"id-1\",\"args\":[1");
		Message odd = message(Map.of(), "{\"eta\":\"soon\",\"id\":\"id-1\",\"task\":\"t\",\"args\":[]}");

		for (Message message : List.of(cut, odd)) {
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.headers(message))
				.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo("id-1"))
				.satisfies((ex) -> assertThat(ex.taskName()).isEqualTo("t"));
		}
	}

	@Test
	void readsHeadersWithTheToleranceOfCelery() {
		Map<String, Object> odd = new LinkedHashMap<>(HEADERS);
		odd.put("shadow", "");
		odd.put("eta", new Date(0));
		odd.put("retries", null);
		odd.put("timelimit", List.of());
		odd.put("group_index", "4");
		odd.put("ignore_result", "false");
		odd.put("argsrepr", 5);
		odd.put("stamps", null);
		odd.put("stamped_headers", "x");
		odd.put("compression", "application/x-gzip");

		assertThat(this.codec.headers(message(odd, ""))).isEqualTo(TaskHeaders.of("id-1", "t")
			.toBuilder()
			.lang("py")
			.eta(Instant.EPOCH)
			.groupIndex(4)
			.ignoreResult(true)
			.build());
	}

	@Test
	void refusesHeadersThatNobodyCouldUse() {
		Map<String, Object> wrong = new LinkedHashMap<>();
		wrong.put("id", "é".repeat(128));
		wrong.put("task", List.of("secret"));
		wrong.put("retries", Long.MAX_VALUE);
		wrong.put("timelimit", List.of("secret", 1));
		wrong.put("group_index", "secret");
		wrong.put("expires", "secret");
		wrong.put("parent_id", 5);

		wrong.forEach((name, value) -> {
			Map<String, Object> headers = new LinkedHashMap<>(HEADERS);
			headers.put(name, value);
			assertThatExceptionOfType(MalformedMessageException.class)
				.isThrownBy(() -> this.codec.headers(message(headers, "")))
				.withMessageContaining("the header '" + name + "'")
				.withMessageNotContaining("secret");
		});
	}

	@Test
	void inflatesWhatIsCompressed() throws IOException {
		Map<String, Object> headers = Map.of("task", "t", "id", "id-1", "compression", "application/x-gzip");

		TaskBody body = this.codec.body(message(headers, zlib("[[1],{},{}]")));

		assertThat(body.args()).containsExactly(Json.of("1"));
	}

	@Test
	void aBombIsNotInflated() throws IOException {
		Map<String, Object> headers = Map.of("task", "t", "id", "id-1", "compression", "application/x-gzip");
		Message bomb = message(headers, zlib("[[\"" + "x".repeat(50_000_000) + "\"],{},{}]"));
		Message large = message(HEADERS, "[[\"" + "x".repeat(10_000) + "\"],{},{}]");

		for (Message message : List.of(bomb, large)) {
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(message))
				.withMessage("Malformed task message: the body is larger than 10000 bytes");
		}
	}

	@Test
	void refusesCompressionThatIsNoneOrAnother() {
		Message gzip = message(Map.of("task", "t", "id", "id-1", "compression", "application/x-gzip"), "[[],{},{}]");
		Message zstd = message(Map.of("task", "t", "id", "id-1", "compression", "application/zstd"), "");

		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(gzip))
			.withMessageContaining("not compressed with zlib");
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(zstd))
			.withMessageContaining("the compression 'application/zstd' is not supported; use zlib");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "Application/JSON" })
	void toleratesContentTypesThatMeanJson(String type) {
		Message message = new Message(new MessageProperties(type, "UTF-8", true, null, null, null), HEADERS,
				"[[],{},{}]".getBytes(StandardCharsets.UTF_8));

		assertThat(this.codec.body(message)).isEqualTo(new TaskBody(List.of(), Map.of(), Embed.NONE));
	}

	@Test
	void refusesOtherEncodings() {
		byte[] body = "[[],{},{}]".getBytes(StandardCharsets.UTF_16);
		Message declared = new Message(new MessageProperties("application/json", "utf-16", true, null, null, null),
				HEADERS, body);
		Message charset = new Message(
				new MessageProperties("application/json; charset=latin-1", null, true, null, null, null), HEADERS,
				body);
		Message undeclared = new Message(MessageProperties.json("id-1"), HEADERS, body);

		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(declared))
			.withMessageContaining("the content encoding 'utf-16' is not supported; send utf-8");
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(charset))
			.withMessageContaining("charset=latin-1' is not supported; send utf-8");
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.codec.body(undeclared))
			.withMessageContaining("the text is not UTF-8");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[[],{},{}] x|not valid JSON", "[[],{},{}] 1|something follows the JSON value",
					"[[],{},5]|the third element of the body must be an object, but is a number",
					"[[],[],{}]|the keyword arguments must be an object, but is a list",
					"[[],{},{\"chain\":5}]|a signature must be an object, but is a number", "[[],{}|ends too early" })
	void namesWhatIsWrongWithABody(String body, String problem) {
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.codec.body(message(HEADERS, body)))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo("id-1"));
	}

	@Test
	void refusesABodyThatIsTooDeep() {
		String deep = "[[" + "[".repeat(999) + "]".repeat(999) + "],{},{}]";

		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.codec.body(message(HEADERS, deep)))
			.withMessageContaining("nesting depth (1001)");
	}

	@Test
	void argumentsNeverShowInTexts() {
		SignatureMessage step = new SignatureMessage("next", List.of("secret"), Map.of("k", "secret"), TaskOptions.NONE,
				null, false);
		TaskMessage task = new TaskMessage(TaskHeaders.of("id-1", "t"), new TaskBody(List.of("secret"),
				Map.of("k", "secret"), new Embed(List.of(step), List.of(), List.of(), step)), null, null);
		Message message = this.codec.encode(task);

		assertThat(task.toString()).contains("id-1").contains("next").doesNotContain("secret");
		assertThat(message.toString()).contains("id-1").doesNotContain("secret");
		assertThat(this.codec.headers(message).toString()).contains("id-1").doesNotContain("secret");
	}

	private static TaskOptions everyOption() {
		SignatureMessage linked = new SignatureMessage("linked", List.of(), Map.of(), TaskOptions.NONE, null, false);
		return TaskOptions.NONE.toBuilder()
			.taskId("t-1")
			.queue("q")
			.exchange("e")
			.routingKey("r")
			.priority(5)
			.countdown(Duration.ofSeconds(1))
			.eta(Instant.parse("2030-01-02T03:04:05Z"))
			.expires(Instant.parse("2030-01-02T03:04:06Z"))
			.ignoreResult(true)
			.timeLimit(new TimeLimit(Duration.ofSeconds(20), Duration.ofMillis(1500)))
			.shadow("s")
			.replyTo("reply")
			.rootId("root")
			.parentId("parent")
			.groupId("group")
			.groupIndex(2)
			.retries(1)
			.replacedTaskNesting(1)
			.link(List.of(linked))
			.linkError(List.of(linked, linked))
			.chain(List.of(linked))
			.chord(linked)
			.headers(Map.of("x", 5))
			.stamps(Map.of("tenant", "acme"))
			.other(Map.of("serializer", Json.of("\"json\"")))
			.build();
	}

	private static TaskHeaders custom(Map<String, Object> headers) {
		return TaskHeaders.of("id-1", "t").toBuilder().custom(headers).build();
	}

	private static TaskMessage task(TaskHeaders headers) {
		return new TaskMessage(headers, new TaskBody(List.of(), Map.of(), Embed.NONE), null, null);
	}

	private static TaskMessage task(List<Object> args, Map<String, Object> kwargs) {
		return new TaskMessage(TaskHeaders.of("id-1", "t"), new TaskBody(args, kwargs, Embed.NONE), null, null);
	}

	private static Message message(Map<String, Object> headers, String body) {
		return message(headers, body.getBytes(StandardCharsets.UTF_8));
	}

	private static Message message(Map<String, Object> headers, byte[] body) {
		return new Message(MessageProperties.json("id-1"), headers, body);
	}

	private static byte[] zlib(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	private static String text(Message message) {
		return new String(message.body(), StandardCharsets.UTF_8);
	}

}
