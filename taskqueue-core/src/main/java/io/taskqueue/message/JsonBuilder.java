package io.taskqueue.message;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes a document of the protocol, whose field names no setting of an application can
 * change. The same calls give the same bytes. {@link Json} values are copied as they are.
 *
 * @since 0.1.0
 */
public final class JsonBuilder {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

	private final JsonGenerator generator = JsonCursor.FACTORY.createGenerator(ObjectWriteContext.empty(), this.bytes);

	/**
	 * Begin an object.
	 * @return this builder
	 */
	public JsonBuilder startObject() {
		this.generator.writeStartObject();
		return this;
	}

	/**
	 * End an object.
	 * @return this builder
	 */
	public JsonBuilder endObject() {
		this.generator.writeEndObject();
		return this;
	}

	/**
	 * Begin an array.
	 * @return this builder
	 */
	public JsonBuilder startArray() {
		this.generator.writeStartArray();
		return this;
	}

	/**
	 * End an array.
	 * @return this builder
	 */
	public JsonBuilder endArray() {
		this.generator.writeEndArray();
		return this;
	}

	/**
	 * Write the name of a field; its value comes next.
	 * @param name the name
	 * @return this builder
	 */
	public JsonBuilder name(String name) {
		this.generator.writeName(name);
		return this;
	}

	/**
	 * Write a field.
	 * @param name the name
	 * @param value the value, see {@link #value(Object)}
	 * @return this builder
	 */
	public JsonBuilder field(String name, @Nullable Object value) {
		return name(name).value(value);
	}

	/**
	 * Write a value.
	 * @param value {@code null}, {@link Json}, text, a number, a truth value, or a
	 * collection or map of these; anything else is written as its text
	 * @return this builder
	 */
	public JsonBuilder value(@Nullable Object value) {
		if (value == null) {
			this.generator.writeNull();
		}
		else if (value instanceof Json json) {
			this.generator.writeRawValue(new RawJson(json));
		}
		else if (value instanceof Number number) {
			number(number);
		}
		else if (value instanceof Boolean flag) {
			this.generator.writeBoolean(flag);
		}
		else if (value instanceof Collection<?> elements) {
			elements(elements);
		}
		else if (value instanceof Map<?, ?> members) {
			members(members);
		}
		else {
			this.generator.writeString(value.toString());
		}
		return this;
	}

	/**
	 * The document.
	 * @return the document
	 */
	public Json build() {
		this.generator.close();
		return Json.of(this.bytes.toByteArray());
	}

	private void number(Number number) {
		if (number instanceof Double || number instanceof Float) {
			this.generator.writeNumber(number.doubleValue());
		}
		else if (number instanceof BigInteger integer) {
			this.generator.writeNumber(integer);
		}
		else if (number instanceof BigDecimal decimal) {
			this.generator.writeNumber(decimal);
		}
		else {
			this.generator.writeNumber(number.longValue());
		}
	}

	private void elements(Collection<?> elements) {
		startArray();
		elements.forEach(this::value);
		endArray();
	}

	private void members(Map<?, ?> members) {
		startObject();
		members.forEach((name, value) -> field(String.valueOf(name), value));
		endObject();
	}

}
