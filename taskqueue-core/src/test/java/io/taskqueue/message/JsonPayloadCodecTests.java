package io.taskqueue.message;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link JsonPayloadCodec}.
 */
class JsonPayloadCodecTests {

	private final JsonPayloadCodec codec = new JsonPayloadCodec();

	private final JsonPayloadCodec typed = new JsonPayloadCodec(JsonMapper.builder(), TypedJson.TYPED);

	static Stream<Arguments> values() {
		return Stream.of(arguments(Instant.parse("2030-01-02T03:04:05Z"), "\"2030-01-02T03:04:05.000000+00:00\""),
				arguments(OffsetDateTime.parse("2030-01-02T03:04:05.123456+01:00"),
						"\"2030-01-02T03:04:05.123456+01:00\""),
				arguments(OffsetDateTime.parse("2030-01-02T03:04:05Z"), "\"2030-01-02T03:04:05.000000+00:00\""),
				arguments(LocalDateTime.parse("2030-01-02T03:04:00"), "\"2030-01-02T03:04:00.000000\""),
				arguments(LocalDate.parse("2030-01-02"), "\"2030-01-02\""),
				arguments(LocalTime.parse("03:04:05"), "\"03:04:05.000000\""),
				arguments(Date.from(Instant.parse("2030-01-02T03:04:05.123Z")), "\"2030-01-02T03:04:05.123000+00:00\""),
				arguments(Duration.ofMillis(1500), "\"PT1.5S\""), arguments(new BigDecimal("1.10"), "\"1.10\""),
				arguments(new BigDecimal("1E+3"), "\"1E+3\""),
				arguments(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
				arguments(UUID.fromString("00000000-0000-0000-0000-000000000001"),
						"\"00000000-0000-0000-0000-000000000001\""),
				arguments(Double.NaN, "NaN"), arguments(Double.NEGATIVE_INFINITY, "-Infinity"),
				arguments(Float.POSITIVE_INFINITY, "Infinity"), arguments(0.1, "0.1"),
				arguments(Long.MIN_VALUE, "" + Long.MIN_VALUE), arguments("a\u0000\"é☃😀", "\"a\\u0000\\\"é☃😀\""),
				arguments(Color.RED, "\"RED\""), arguments("\ud800", "\"\\uD800\""), arguments(true, "true"),
				arguments('x', "\"x\""));
	}

	@ParameterizedTest
	@MethodSource("values")
	void writesTheFormOfTheWireAndReadsItBack(Object value, String json) {
		assertThat(this.codec.write(value).text()).isEqualTo(json);
		assertThat(this.codec.read(Json.of(json), value.getClass())).isEqualTo(value);
	}

	@Test
	void readsAndWritesRecordsWithEverythingInside() throws Exception {
		Order order = new Order("o-1", List.of(new Line(Optional.of("pen"), 2, new BigDecimal("1.10"))),
				Map.of(Color.RED, Instant.parse("2030-01-02T03:04:05Z")), Optional.empty(), new byte[] { 1, 2 });

		Json json = this.codec.write(order);
		Order read = (Order) this.codec.read(json, Order.class);

		assertThat(read).usingRecursiveComparison().isEqualTo(order);
		assertThat(json.text()).contains("\"data\":\"AQI=\"").contains("\"price\":\"1.10\"");
	}

	@Test
	void readsGenericTypesOfAMethodSignature() throws Exception {
		Type type = JsonPayloadCodecTests.class.getDeclaredMethod("generic", List.class).getGenericParameterTypes()[0];

		assertThat(this.codec.read(Json.of("[{\"a\":1},{\"b\":2}]"), type))
			.isEqualTo(List.of(Map.of("a", 1L), Map.of("b", 2L)));
	}

	@Test
	void aDecimalIsReadFromTextAndFromANumberWithoutLosingADigit() {
		assertThat(this.codec.read(Json.of("\"1.10\""), BigDecimal.class)).isEqualTo(new BigDecimal("1.10"));
		assertThat(this.codec.read(Json.of("1.10"), BigDecimal.class)).isEqualTo(new BigDecimal("1.10"));
		assertThat(this.codec.read(Json.of("1234567890.12345678901234567890"), BigDecimal.class))
			.isEqualTo(new BigDecimal("1234567890.12345678901234567890"));
	}

	static Stream<Arguments> plainPythonForms() {
		return Stream.of(arguments("\"2030-01-02T03:04:05.600000\"", LocalDateTime.parse("2030-01-02T03:04:05.6")),
				arguments("\"2030-01-02T03:04:05Z\"", OffsetDateTime.parse("2030-01-02T03:04:05Z")),
				arguments("\"2030-01-02T03:04:05\"", OffsetDateTime.parse("2030-01-02T03:04:05Z")),
				arguments("\"2030-01-02T03:04:05\"", Instant.parse("2030-01-02T03:04:05Z")),
				arguments("\"2030-01-02T03:04:05+01:00\"", Instant.parse("2030-01-02T02:04:05Z")),
				arguments("\"2030-01-02T03:04:05+01:00\"", LocalDateTime.parse("2030-01-02T02:04:05")),
				arguments("\"2030-01-02T00:00:00\"", LocalDate.parse("2030-01-02")),
				arguments("\"03:04:05\"", LocalTime.parse("03:04:05")),
				arguments("\"2030-01-02T03:04:05Z\"", ZonedDateTime.of(2030, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC)),
				arguments("1.5", Duration.ofMillis(1500)), arguments("90", Duration.ofSeconds(90)));
	}

	@ParameterizedTest
	@MethodSource("plainPythonForms")
	void readsWhatOlderPythonClientsWrite(String json, Object value) {
		assertThat(this.codec.read(Json.of(json), value.getClass())).isEqualTo(value);
	}

	static Stream<Arguments> typedForms() {
		return Stream.of(
				arguments("datetime", "\"2030-01-02T03:04:05.123456+00:00\"",
						OffsetDateTime.parse("2030-01-02T03:04:05.123456Z")),
				arguments("datetime", "\"2030-01-02T03:04:05.000000\"", LocalDateTime.parse("2030-01-02T03:04:05")),
				arguments("date", "\"2030-01-02\"", LocalDate.parse("2030-01-02")),
				arguments("time", "\"03:04:05.000000\"", LocalTime.parse("03:04:05")),
				arguments("decimal", "\"1.10\"", new BigDecimal("1.10")),
				arguments("uuid", "{\"hex\":\"00000000000000000000000000000001\"}", new UUID(0, 1)),
				arguments("uuid", "{\"hex\":\"f0000000000000001000000000000001\"}",
						UUID.fromString("f0000000-0000-0000-1000-000000000001")));
	}

	@ParameterizedTest
	@MethodSource("typedForms")
	void readsTypedJsonForDeclaredTypesAndForObject(String type, String content, Object value) {
		Json json = Json.of("{\"__type__\":\"" + type + "\",\"__value__\":" + content + "}");
		Json swapped = Json.of("{\"__value__\":" + content + ", \"__type__\" : \"" + type + "\"}");
		Json nested = Json.of("{\"a\":[{\"b\":" + json.text() + "}]}");

		assertThat(this.codec.read(json, value.getClass())).isEqualTo(value);
		assertThat(this.codec.read(json, Object.class)).isEqualTo(value);
		assertThat(this.codec.read(swapped, Object.class)).isEqualTo(value);
		assertThat(this.codec.read(nested, Object.class)).isEqualTo(Map.of("a", List.of(Map.of("b", value))));
		assertThat(this.typed.write(value)).isEqualTo(json);
	}

	@Test
	void readsTypedBytes() {
		Json text = Json.of("{\"__type__\":\"bytes\",\"__value__\":\"abc\"}");
		Json binary = Json.of("{\"__type__\":\"base64\",\"__value__\":\"/wA=\"}");

		assertThat(this.codec.read(text, byte[].class)).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
		assertThat(this.codec.read(binary, Object.class)).isEqualTo(new byte[] { (byte) 0xff, 0 });
		assertThat(this.typed.write("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
		assertThat(this.typed.write(new byte[] { (byte) 0xff, 0 })).isEqualTo(binary);
	}

	@Test
	void readsTypedJsonIntoTheFieldsOfARecordAndRelatedTypes() {
		Json line = Json.of("{\"name\":null,\"count\":2,\"price\":{\"__type__\":\"decimal\",\"__value__\":\"1.10\"}}");
		Json date = Json.of("{\"__type__\":\"datetime\",\"__value__\":\"2030-01-02T03:04:05+01:00\"}");
		Json decimal = Json.of("{\"__type__\":\"decimal\",\"__value__\":\"7\"}");

		assertThat(this.codec.read(line, Line.class)).isEqualTo(new Line(Optional.empty(), 2, new BigDecimal("1.10")));
		assertThat(this.codec.read(date, Instant.class)).isEqualTo(Instant.parse("2030-01-02T02:04:05Z"));
		assertThat(this.codec.read(decimal, double.class)).isEqualTo(7.0);
		assertThat(this.codec.read(decimal, Long.class)).isEqualTo(7L);
		assertThat(this.codec.read(decimal, int.class)).isEqualTo(7);
	}

	@Test
	void anObjectWithMoreThanTheTwoKeysIsNotTyped() {
		Json json = Json.of("{\"__type__\":\"date\",\"__value__\":\"x\",\"more\":1}");

		assertThat(this.codec.read(json, Object.class))
			.isEqualTo(Map.of("__type__", "date", "__value__", "x", "more", 1));
	}

	@Test
	void namesATypeThatIsNotKnown() {
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(
					() -> this.codec.read(Json.of("[{\"__type__\":\"nope\",\"__value__\":\"secret\"}]"), Object.class))
			.withMessage("Unknown __type__ 'nope'; known are datetime, date, time, decimal, uuid, bytes and base64");
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(
					() -> this.codec.read(Json.of("{\"__type__\":\"date\",\"__value__\":\"secret\"}"), Object.class))
			.withMessage("A value of __type__ 'date' is malformed");
	}

	static Stream<Arguments> unfit() {
		return Stream.of(
				arguments("\"secret\"", int.class, "Can't read int from JSON: text of another form does not fit int"),
				arguments("null", int.class, "null does not fit int"),
				arguments("{\"name\":null,\"count\":null,\"price\":1}", Line.class,
						"at 'count': null does not fit int"),
				arguments("\"secret\"", LocalDate.class, "text of another form does not fit java.time.LocalDate"),
				arguments("\"secret\"", BigDecimal.class, "text of another form does not fit java.math.BigDecimal"),
				arguments("\"secret\"", Color.class, "does not fit " + Color.class.getName()),
				arguments("[\"secret\"]", Line.class, "a list does not fit " + Line.class.getName()),
				arguments("{\"id\":\"o\",\"lines\":[{\"count\":\"secret\"}]}", Order.class,
						"at 'lines[0].count': text"),
				arguments("{\"value\":\"secret\"}", Picky.class, "java.lang.IllegalStateException was thrown"),
				arguments("{secret", Object.class, "not valid JSON"),
				arguments("[\"secret", Object.class, "ends too early"), arguments("1 2", Object.class, "JSON"),
				arguments("12345678901", int.class, "does not fit int"));
	}

	@ParameterizedTest
	@MethodSource("unfit")
	void saysWhatDoesNotFitWithoutTheValue(String json, Class<?> type, String problem) {
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.read(Json.of(json), type))
			.withMessageContaining(problem)
			.withMessageNotContaining("secret")
			.withMessageNotContaining("12345678901")
			.withNoCause();
	}

	@Test
	void limitsAreNamed() {
		Json deep = Json.of("[".repeat(1001) + "]".repeat(1001));
		Json longNumber = Json.of("9".repeat(1001));
		List<Object> self = new ArrayList<>();
		self.add(self);

		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.read(deep, Object.class))
			.withMessageContaining("nesting depth (1001)");
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.read(longNumber, Object.class))
			.withMessageContaining("Number value length (1001)");
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.write(self))
			.withMessageContaining("nesting depth (1001)");
	}

	@Test
	void saysWhatCanNotBeWrittenWithoutTheValue() {
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.write(new Broken()))
			.withMessageContaining("Broken")
			.withMessageContaining("java.lang.IllegalStateException was thrown")
			.withMessageNotContaining("secret");
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.write(Instant.MAX))
			.withMessageContaining("java.time.Instant");
	}

	@Test
	void convertsWhatNeverWasJsonAsIfItHadBeen() {
		assertThat(this.codec.convert(5, long.class)).isEqualTo(5L);
		assertThat(this.codec.convert(null, String.class)).isNull();
		assertThat(this.codec.convert(Json.of("\"x\""), String.class)).isEqualTo("x");
		assertThat(this.codec.convert(null, Optional.class)).isEqualTo(Optional.empty());
		assertThat(this.codec.convert(Map.of("count", 1), Line.class)).isInstanceOf(Line.class);
	}

	@Test
	void honoursTheApplicationsSettingsButNotForTheProtocol() {
		JsonPayloadCodec snake = new JsonPayloadCodec(JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)
			.enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRAP_ROOT_VALUE)
			.addMixIn(Line.class, LineMixIn.class));
		SignatureMessage next = new SignatureMessage("t", List.of(), Map.of(), TaskOptions.NONE, null, false);
		TaskBody body = new TaskBody(List.of(new Line(Optional.empty(), 1, BigDecimal.ONE)), Map.of(),
				new Embed(List.of(next), List.of(), List.of(), null));

		Message message = new TaskMessageCodec(snake)
			.encode(new TaskMessage(TaskHeaders.of("i", "t"), body, null, null));

		assertThat(new String(message.body(), StandardCharsets.UTF_8))
			.startsWith("[[{\"NAME\":null,\"HOW_MANY\":1,\"PRICE\":\"1\"}],{},{\"callbacks\":[{\"task\":\"t\"")
			.contains("\"subtask_type\":null");
	}

	@Test
	void aPropertysOwnFormatWins() {
		assertThat(this.codec.write(new Formatted(LocalDate.of(2030, 1, 2), new BigDecimal("1.5"))).text())
			.isEqualTo("{\"day\":\"02.01.2030\",\"amount\":1.5}");
		assertThat(this.codec.read(Json.of("{\"amount\":1.5,\"day\":\"02.01.2030\"}"), Formatted.class))
			.isEqualTo(new Formatted(LocalDate.of(2030, 1, 2), new BigDecimal("1.5")));
	}

	@Test
	void noClassNameIsTakenFromJson() {
		JsonMapper.Builder unsafe = JsonMapper.builder()
			.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build());
		JsonPayloadCodec safe = new JsonPayloadCodec(unsafe);

		assertThat(safe.read(Json.of("[\"java.util.Date\", 5]"), Object.class)).isEqualTo(List.of("java.util.Date", 5));
		assertThatExceptionOfType(PayloadException.class)
			.isThrownBy(() -> safe.read(Json.of("{\"@class\":\"java.util.ArrayList\"}"), ByClassName.class));
	}

	@Test
	void passesRawJsonOn() {
		Json json = Json.of("{\"b\" : 1}");

		assertThat(this.codec.write(json)).isSameAs(json);
		assertThat(this.codec.read(Json.NULL, String.class)).isNull();
		assertThat(this.codec.read(Json.of("{}"), new TypeReference<Map<String, Object>>() {
		}.getType())).isEqualTo(Map.of());
	}

	void generic(List<Map<String, Long>> argument) {
	}

	enum Color {

		RED

	}

	record Line(Optional<String> name, int count, BigDecimal price) {
	}

	record Order(String id, List<Line> lines, Map<Color, Instant> times, Optional<Line> gift, byte[] data) {
	}

	record Formatted(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER) BigDecimal amount) {
	}

	record Picky(String value) {

		Picky {
			throw new IllegalStateException(value);
		}

	}

	abstract static class LineMixIn {

		@JsonProperty("HOW_MANY")
		abstract int count();

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	interface ByClassName {

	}

	static final class Broken {

		@JsonProperty
		String value() {
			throw new IllegalStateException("secret");
		}

	}

}
