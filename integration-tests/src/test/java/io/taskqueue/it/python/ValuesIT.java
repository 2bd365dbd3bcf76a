package io.taskqueue.it.python;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.taskqueue.Signature;
import io.taskqueue.it.python.Jobs.Colour;
import io.taskqueue.it.python.Jobs.Line;
import io.taskqueue.it.python.Jobs.Typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Values of every kind travel in both directions and arrive as what they were.
 */
@ExtendWith(FleetExtension.class)
class ValuesIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Path RECORDINGS = Path.of("../taskqueue-core/src/test/resources/celery-fixtures/tasks-5.6.3");

	private static final Typed TYPED = new Typed(Colour.GREEN, List.of(new Line("apple", 2), new Line("p\u00e4r", 0)),
			Instant.parse("2030-01-02T03:04:05.123456Z"), LocalDate.of(2030, 1, 2), LocalTime.of(3, 4, 5),
			new BigDecimal("1.10"), new UUID(0, 1), new byte[] { 0, -1 }, null);

	private final Fleet fleet;

	private final PythonClient python;

	ValuesIT(Fleet fleet) {
		this.fleet = fleet;
		this.python = fleet.python();
	}

	@ParameterizedTest
	@ValueSource(strings = { "None", "True", "False", "0", "-1", "2**31", "-2**31 - 1", "2**63 - 1", "2**63",
			"-2**63 - 1", "2**64 + 1", "-2**70", "10**999", "0.1", "1e308", "5e-324", "123456789.123456789", "math.inf",
			"-math.inf", "''", "'caf\\u00e9 \\U0001f34e'", "'a\\0b'", "'\\ud800'", "'\\udc00\\ud800'",
			"'\\\\u0041 \"quoted\" \\n\\r\\t\\x1f\\x7f'", "'\\u2028\\u2029\\ufeff'", "'x' * 100_000", "[]", "{}",
			"[[], [[]], {}, {'a': [{}]}]", "{'': 0, ' ': 1, 'a.b': 2, '\\u00e9': [None, True, 1.5, 'x', 2**70]}",
			"{'__type__': 'x'}", "{'z': 1, 'a': 2, 'm': 3}", "list(range(2000))" })
	void echoesWhatPythonSends(String value) {
		assertThat(this.python
			.run("sent = " + value + "\nback = call('jobs.echo', sent)\n[back == sent, repr(back) == repr(sent)]"))
			.isEqualTo(List.of(true, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "math.nan", "-0.0" })
	void echoesOddFloats(String value) {
		assertThat(this.python.run("repr(call('jobs.echo', " + value + ")) == repr(" + value + ")")).isEqualTo(true);
	}

	@Test
	void javaSeesTheCharactersThatPythonSent() {
		assertThat(this.python.run("call('jobs.characters', 'a\\0\\u00e9\\ud800\\U0001f34e')"))
			.isEqualTo(List.of(97, 0, 0xe9, 0xd800, 0xd83c, 0xdf4e));
	}

	@Test
	void javaReadsThePlainFormsOfCelery52() {
		assertThat(this.python.run("""
				call('jobs.describe', datetime(2030, 1, 2, 3, 4, 5, 600000, tzinfo=timezone(timedelta(hours=2))),
				     datetime(2030, 1, 2, 3, 4, 5), date(2030, 1, 2), clock(3, 4, 5), Decimal('1.10'), uuid.UUID(int=1))
				""")).isEqualTo(
				List.of("Instant 2030-01-02T01:04:05.600Z", "LocalDateTime 2030-01-02T03:04:05", "LocalDate 2030-01-02",
						"LocalTime 03:04:05", "BigDecimal 1.10", "UUID 00000000-0000-0000-0000-000000000001"));
	}

	@Test
	void pythonReadsRecordsEnumsAndTimes() {
		Object seen = this.python.run("""
				call('jobs.typed', {'colour': 'GREEN', 'lines': [{'sku': 'apple', 'quantity': 2}],
				     'at': datetime(2030, 1, 2, 3, 4, 5, 123456, tzinfo=timezone.utc), 'day': date(2030, 1, 2),
				     'opens': clock(3, 4, 5), 'price': Decimal('1.10'), 'id': uuid.UUID(int=1), 'picture': 'AP8='})
				""");

		assertThat(seen).hasToString("{colour=GREEN, lines=[{sku=apple, quantity=2}], "
				+ "at=2030-01-02T03:04:05.123456+00:00, day=2030-01-02, opens=03:04:05.000000, price=1.10, "
				+ "id=00000000-0000-0000-0000-000000000001, picture=AP8=, note=null}");
	}

	static Stream<Arguments> javaValues() {
		return Stream.of(arguments(null, "None"), arguments(true, "True"), arguments(-1, "-1"),
				arguments(Long.MIN_VALUE, "-9223372036854775808"),
				arguments(BigInteger.TWO.pow(70), "1180591620717411303424"), arguments(0.1, "0.1"),
				arguments(1.5f, "1.5"), arguments(Double.NaN, "nan"), arguments(Double.NEGATIVE_INFINITY, "-inf"),
				arguments(new BigDecimal("1.10"), "'1.10'"), arguments("", "''"), arguments('x', "'x'"),
				arguments("a\0b", "'a\\x00b'"), arguments("\ud800", "'\\ud800'"),
				arguments("caf\u00e9 \ud83c\udf4e", "'caf\\xe9 \\U0001f34e'"),
				arguments("\u2028\"\\", "'\\u2028\"\\\\'"), arguments(List.of(), "[]"),
				arguments(Arrays.asList(1, null, "x"), "[1, None, 'x']"), arguments(new int[] { 1, 2 }, "[1, 2]"),
				arguments(Map.of("a", List.of(Map.of())), "{'a': [{}]}"), arguments(Optional.of(1), "1"),
				arguments(Optional.empty(), "None"), arguments(Colour.RED, "'RED'"),
				arguments(new Line("apple", 2), "{'sku': 'apple', 'quantity': 2}"),
				arguments(Instant.parse("2030-01-02T03:04:05Z"), "'2030-01-02T03:04:05.000000+00:00'"),
				arguments(LocalDateTime.parse("2030-01-02T03:04:05"), "'2030-01-02T03:04:05.000000'"),
				arguments(LocalDate.parse("2030-01-02"), "'2030-01-02'"),
				arguments(LocalTime.parse("03:04:05"), "'03:04:05.000000'"),
				arguments(Duration.ofSeconds(90), "'PT1M30S'"),
				arguments(new UUID(0, 1), "'00000000-0000-0000-0000-000000000001'"),
				arguments(new byte[] { 0, -1 }, "'AP8='"));
	}

	@ParameterizedTest
	@MethodSource("javaValues")
	void pythonSeesWhatJavaSends(@Nullable Object value, String seen) {
		assertThat(this.fleet.tasks().submit("fleet.describe", String.class, value).get(LIMIT)).isEqualTo(seen);
	}

	@Test
	void valuesComeBackFromPythonAsWhatTheyWere() {
		Typed back = this.fleet.tasks().submit("fleet.same", Typed.class, TYPED).get(LIMIT);

		assertThat(back).usingRecursiveComparison().isEqualTo(TYPED);
		for (String text : List.of("a\0b", "\ud800", "caf\u00e9 \ud83c\udf4e")) {
			assertThat(this.fleet.tasks().submit("fleet.same", String.class, text).get(LIMIT)).isEqualTo(text);
		}
		BigInteger large = BigInteger.TWO.pow(200).negate();
		assertThat(this.fleet.tasks().submit("fleet.same", BigInteger.class, large).get(LIMIT)).isEqualTo(large);
		assertThat(this.fleet.tasks().submit("fleet.same", Double.class, Double.NaN).get(LIMIT)).isNaN();
		assertThat(this.fleet.tasks().submit("fleet.same", Double.class, -0.0).get(LIMIT)).isEqualTo(-0.0);
	}

	@Test
	void positionalAndKeywordArgumentsArriveInOrder() {
		Object seen = this.fleet.tasks()
			.submit(Signature.of("fleet.echo", Object.class, 1, "two", null).kwarg("z", 1).kwarg("a", List.of(2)))
			.get(LIMIT);

		assertThat(seen).hasToString("[[1, two, null], {z=1, a=[2]}]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					json-bytes | byte[] [3, 97]; byte[] [2, -1]
					json-datetime | LocalDateTime 2030-01-02T03:04:05.600; OffsetDateTime 2030-01-02T03:04:05Z; LocalDate 2030-01-02; LocalTime 03:04:05
					json-uuid-decimal | UUID 00000000-0000-0000-0000-000000000001; BigDecimal 1.10
					json-nan | Double NaN; Double Infinity
					""")
	void javaReadsTheTypedFormsOfCelery56(String recording, String seen) throws IOException {
		List<String> arguments = recordedArguments(recording);
		List<String> ids = IntStream.range(0, arguments.size()).mapToObj((i) -> recording + "-" + i).toList();
		try (Wire wire = this.fleet.wire()) {
			for (int i = 0; i < ids.size(); i++) {
				wire.publish("java", Map.of("task", "jobs.describeAny", "id", ids.get(i)),
						"[[" + arguments.get(i) + "], {}, {}]");
			}
		}

		assertThat(ids.stream().map((id) -> this.fleet.tasks().result(id, String.class).get(LIMIT)).toList())
			.containsExactly(seen.split("; "));
	}

	private static List<String> recordedArguments(String recording) throws IOException {
		JsonMapper mapper = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
		JsonNode file = mapper.readTree(Files.readString(RECORDINGS.resolve(recording + ".json")));
		JsonNode body = mapper.readTree(file.get("messages").get(0).get("body").stringValue());
		return body.get(0)
			.valueStream()
			.map((value) -> value.isNumber() ? value.asString() : value.toString())
			.toList();
	}

}
