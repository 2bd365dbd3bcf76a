package io.taskqueue.message;

import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a value from the text forms found on the wire and from values that typed JSON
 * stood for; whatever else there is goes to Jackson's own reader. A property's own
 * {@link JsonFormat} wins.
 */
final class WireDeserializer<T> extends StdScalarDeserializer<T> {

	private final Class<T> type;

	private final Function<String, T> parser;

	private final ValueDeserializer<?> standard;

	WireDeserializer(Class<T> type, Function<String, T> parser, ValueDeserializer<?> standard) {
		super(type);
		this.type = type;
		this.parser = parser;
		this.standard = standard;
	}

	@Override
	public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		JsonFormat.@Nullable Value format = findFormatOverrides(context, property, handledType());
		boolean own = property != null && format != null && format.hasPattern();
		return own ? this.standard.createContextual(context, property) : this;
	}

	@Override
	public T deserialize(JsonParser parser, DeserializationContext context) {
		if (parser.hasToken(JsonToken.VALUE_STRING)) {
			return parse(parser.getString(), context);
		}
		if (parser.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT)) {
			Object value = parser.getEmbeddedObject();
			return this.type.isInstance(value) ? this.type.cast(value) : parse(String.valueOf(value), context);
		}
		return this.type.cast(this.standard.deserialize(parser, context));
	}

	private T parse(String text, DeserializationContext context) {
		try {
			return this.parser.apply(text.strip());
		}
		catch (IllegalArgumentException ex) {
			return this.type.cast(context.handleWeirdStringValue(this.type, text, "not a form found on the wire"));
		}
	}

}
