package io.taskqueue.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes bytes the way kombu 5.3 and later do: as text where they are UTF-8, otherwise in
 * Base64.
 */
final class TypedBytesSerializer extends StdScalarSerializer<byte[]> {

	TypedBytesSerializer() {
		super(byte[].class);
	}

	@Override
	public void serialize(byte[] value, JsonGenerator generator, SerializationContext context) {
		generator.writeStartObject();
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
			generator.writeStringProperty("__type__", "bytes");
			generator.writeStringProperty("__value__", text);
		}
		catch (CharacterCodingException ex) {
			generator.writeStringProperty("__type__", "base64");
			generator.writeStringProperty("__value__", Base64.getEncoder().encodeToString(value));
		}
		generator.writeEndObject();
	}

}
