package io.taskqueue.message;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Arguments and results as JSON, by Jackson. An application's modules, mix-ins and naming
 * strategy are honoured; what the wire needs is pinned:
 * <ul>
 * <li>Dates and times are ISO 8601 text with six fraction digits and, for instants, the
 * offset {@code +00:00}. Anything finer than a microsecond is cut off. Read without an
 * offset, an instant is UTC; read with one, a {@link java.time.LocalDateTime} is what a
 * clock in UTC shows.</li>
 * <li>A {@link java.math.BigDecimal} is text, as Celery writes a {@code Decimal}: it
 * keeps every digit. Read from text or a number.</li>
 * <li>{@code NaN} and {@code Infinity} are bare literals, integers have no size limit,
 * bytes are Base64, a duration is ISO 8601 text.</li>
 * <li>Typed JSON of kombu 5.3 and later is read at any depth, for declared types and for
 * {@link Object}.</li>
 * <li>No class name is ever taken from JSON.</li>
 * </ul>
 *
 * @since 0.1.0
 */
public final class JsonPayloadCodec implements PayloadCodec {

	private final JsonMapper mapper;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	/**
	 * A codec with Jackson's defaults and plain JSON.
	 */
	public JsonPayloadCodec() {
		this(JsonMapper.builder(JsonCursor.FACTORY));
	}

	/**
	 * A codec with an application's settings and plain JSON.
	 * @param base the settings; the builder is changed, so it must be nobody else's
	 */
	public JsonPayloadCodec(JsonMapper.Builder base) {
		this(base, TypedJson.PLAIN);
	}

	/**
	 * A codec with an application's settings.
	 * @param base the settings; the builder is changed, so it must be nobody else's
	 * @param form how dates, decimals, UUIDs and bytes are written
	 */
	public JsonPayloadCodec(JsonMapper.Builder base, TypedJson form) {
		this.mapper = pin(base).addModule(new WireTypes(form)).addHandler(new DecimalIntoNumber()).build();
	}

	@Override
	public Json write(@Nullable Object value) {
		if (value == null) {
			return Json.NULL;
		}
		if (value instanceof Json json) {
			return json;
		}
		try {
			return Json.of(this.mapper.writeValueAsBytes(value));
		}
		catch (RuntimeException ex) {
			throw new PayloadException("Can't write a value of " + value.getClass().getTypeName() + " as JSON: "
					+ JsonProblems.describe(ex), null);
		}
	}

	@Override
	public @Nullable Object read(Json json, Type type) {
		if (json.isNull() && isPrimitive(type)) {
			throw new PayloadException("null does not fit " + type.getTypeName(), null);
		}
		try {
			ObjectReader reader = this.readers.computeIfAbsent(type, this::reader);
			byte[] utf8 = json.utf8();
			return TypedTree.mayBeTyped(utf8) ? reader.readValue(TypedTree.resolve(this.mapper.readTree(utf8)))
					: reader.readValue(utf8);
		}
		catch (PayloadException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw unreadable(type, ex);
		}
	}

	@Override
	public @Nullable Object convert(@Nullable Object argument, Type type) {
		return read(write(argument), type);
	}

	private ObjectReader reader(Type type) {
		return this.mapper.readerFor(this.mapper.constructType(type));
	}

	private static boolean isPrimitive(Type type) {
		return type instanceof Class<?> raw && raw.isPrimitive();
	}

	private static PayloadException unreadable(Type type, RuntimeException problem) {
		return new PayloadException(
				"Can't read " + type.getTypeName() + " from JSON: " + JsonProblems.describe(problem), null);
	}

	private static JsonMapper.Builder pin(JsonMapper.Builder base) {
		return base.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
			.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS, JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.disable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT)
			.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.deactivateDefaultTyping()
			.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build());
	}

}
