package io.taskqueue.message;

import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes a value as the text that Celery's users expect, typed where asked for. A
 * property's own {@link JsonFormat} wins.
 */
final class WireSerializer<T> extends StdScalarSerializer<T> {

	private final Function<T, ?> form;

	private final @Nullable String typeName;

	private final ValueSerializer<? super T> standard;

	WireSerializer(Class<T> type, Function<T, ?> form, @Nullable String typeName, ValueSerializer<? super T> standard) {
		super(type);
		this.form = form;
		this.typeName = typeName;
		this.standard = standard;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
		JsonFormat.@Nullable Value format = findFormatOverrides(context, property, handledType());
		boolean own = property != null && format != null && (format.hasPattern() || format.hasShape());
		return own ? this.standard.createContextual(context, property) : this;
	}

	@Override
	public void serialize(T value, JsonGenerator generator, SerializationContext context) {
		if (this.typeName == null) {
			writeForm(value, generator);
			return;
		}
		generator.writeStartObject();
		generator.writeStringProperty("__type__", this.typeName);
		generator.writeName("__value__");
		writeForm(value, generator);
		generator.writeEndObject();
	}

	private void writeForm(T value, JsonGenerator generator) {
		Object written = this.form.apply(value);
		if (written instanceof String text) {
			generator.writeString(text);
		}
		else {
			generator.writePOJO(written);
		}
	}

}
