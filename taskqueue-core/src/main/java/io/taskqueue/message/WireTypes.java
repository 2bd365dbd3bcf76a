package io.taskqueue.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.jdk.JavaUtilDateDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers.BigDecimalDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateTimeDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalTimeDeserializer;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.ext.javatime.ser.LocalDateSerializer;
import tools.jackson.databind.ext.javatime.ser.LocalDateTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.LocalTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.OffsetDateTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.ZonedDateTimeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.jdk.JavaUtilDateSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializer;
import tools.jackson.databind.ser.jdk.UUIDSerializer;

/**
 * The types whose JSON form the protocol pins down (protocol reference 3.5). A decimal is
 * text, as Celery writes it: a JSON number would lose digits in Python.
 */
final class WireTypes extends SimpleModule {

	private static final int MAX_DECIMAL_LENGTH = 1000;

	private final boolean typed;

	WireTypes(TypedJson form) {
		super(WireTypes.class.getName());
		this.typed = form == TypedJson.TYPED;
		writeTimes();
		readTimes();
		write(BigDecimal.class, BigDecimal::toString, "decimal", new NumberSerializer(BigDecimal.class));
		read(BigDecimal.class, WireTypes::decimal, BigDecimalDeserializer.instance);
		if (this.typed) {
			write(UUID.class, (uuid) -> Map.of("hex", uuid.toString().replace("-", "")), "uuid", new UUIDSerializer());
			addSerializer(byte[].class, new TypedBytesSerializer());
		}
	}

	static BigDecimal decimal(String text) {
		if (text.length() > MAX_DECIMAL_LENGTH) {
			throw new IllegalArgumentException("A decimal of more than " + MAX_DECIMAL_LENGTH + " characters");
		}
		return new BigDecimal(text);
	}

	private void writeTimes() {
		write(Instant.class, CeleryTime::format, "datetime", InstantSerializer.INSTANCE);
		write(OffsetDateTime.class, CeleryTime::format, "datetime", OffsetDateTimeSerializer.INSTANCE);
		write(ZonedDateTime.class, (time) -> CeleryTime.format(time.toOffsetDateTime()), "datetime",
				ZonedDateTimeSerializer.INSTANCE);
		write(Date.class, (date) -> CeleryTime.format(Instant.ofEpochMilli(date.getTime())), "datetime",
				JavaUtilDateSerializer.instance);
		write(LocalDateTime.class, CeleryTime::format, "datetime", LocalDateTimeSerializer.INSTANCE);
		write(LocalDate.class, LocalDate::toString, "date", LocalDateSerializer.INSTANCE);
		write(LocalTime.class, CeleryTime::format, "time", LocalTimeSerializer.INSTANCE);
	}

	private void readTimes() {
		read(Instant.class, CeleryTime::parse, InstantDeserializer.INSTANT);
		read(OffsetDateTime.class, CeleryTime::parseOffset, InstantDeserializer.OFFSET_DATE_TIME);
		read(ZonedDateTime.class, (text) -> CeleryTime.parseOffset(text).toZonedDateTime(),
				InstantDeserializer.ZONED_DATE_TIME);
		read(Date.class, (text) -> Date.from(CeleryTime.parse(text)), new JavaUtilDateDeserializer());
		read(LocalDateTime.class, CeleryTime::parseLocal, LocalDateTimeDeserializer.INSTANCE);
		read(LocalDate.class, CeleryTime::parseDate, LocalDateDeserializer.INSTANCE);
		read(LocalTime.class, CeleryTime::parseTime, LocalTimeDeserializer.INSTANCE);
	}

	private <T> void write(Class<T> type, Function<T, ?> form, String typeName, ValueSerializer<? super T> standard) {
		@Nullable String name = this.typed ? typeName : null;
		addSerializer(type, new WireSerializer<>(type, form, name, standard));
	}

	private <T> void read(Class<T> type, Function<String, T> parser, ValueDeserializer<?> standard) {
		addDeserializer(type, new WireDeserializer<>(type, parser, standard));
	}

}
