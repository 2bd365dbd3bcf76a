package io.taskqueue.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Reads a document of the protocol token by token, and cuts the values that belong to the
 * application out of it byte for byte. Fails with a {@link JsonShapeException} alone.
 */
final class JsonCursor implements AutoCloseable {

	static final int MAX_NESTING = 1000;

	static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
		.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_NESTING).build())
		.build();

	private final byte[] utf8;

	private final JsonParser parser;

	JsonCursor(byte[] utf8) {
		requireUtf8(utf8);
		this.utf8 = utf8;
		this.parser = FACTORY.createParser(ObjectReadContext.empty(), utf8);
	}

	@Nullable JsonToken next() {
		try {
			return this.parser.nextToken();
		}
		catch (JacksonException ex) {
			throw new JsonShapeException(JsonProblems.describe(ex));
		}
	}

	@Nullable JsonToken current() {
		return this.parser.currentToken();
	}

	/**
	 * Move to the next member's value.
	 * @return the member's name, or {@code null} at the end of the object
	 */
	@Nullable String nextMember() {
		if (next() != JsonToken.PROPERTY_NAME) {
			return null;
		}
		String name = this.parser.currentName();
		next();
		return name;
	}

	/**
	 * Move to the next element.
	 * @return whether there was one
	 */
	boolean nextElement() {
		return next() != JsonToken.END_ARRAY;
	}

	void requireEnd() {
		if (next() != null) {
			throw new JsonShapeException("something follows the JSON value");
		}
	}

	boolean isNull() {
		return current() == JsonToken.VALUE_NULL;
	}

	/**
	 * The bytes of the current value. Moves to its last token.
	 * @return the value
	 */
	Json slice() {
		try {
			int start = (int) this.parser.currentTokenLocation().getByteOffset();
			this.parser.skipChildren();
			this.parser.finishToken();
			int end = (int) this.parser.currentLocation().getByteOffset();
			return Json.of(Arrays.copyOfRange(this.utf8, start, end));
		}
		catch (JacksonException ex) {
			throw new JsonShapeException(JsonProblems.describe(ex));
		}
	}

	List<Json> elements(String what) {
		if (current() != JsonToken.START_ARRAY) {
			throw new JsonShapeException(what + " must be a list, but is " + kind());
		}
		List<Json> elements = new ArrayList<>();
		while (nextElement()) {
			elements.add(slice());
		}
		return elements;
	}

	Map<String, Json> members(String what) {
		if (current() != JsonToken.START_OBJECT) {
			throw new JsonShapeException(what + " must be an object, but is " + kind());
		}
		Map<String, Json> members = new LinkedHashMap<>();
		for (String name = nextMember(); name != null; name = nextMember()) {
			members.put(name, slice());
		}
		return members;
	}

	/**
	 * The current value as plain Java, the way a header would hold it.
	 * @return the value
	 */
	@Nullable Object plain() {
		JsonToken token = current();
		if (token == JsonToken.START_ARRAY) {
			return plainElements();
		}
		return (token == JsonToken.START_OBJECT) ? plainMembers() : plainScalar();
	}

	Map<String, @Nullable Object> plainObject(String what) {
		if (current() != JsonToken.START_OBJECT) {
			throw new JsonShapeException(what + " must be an object, but is " + kind());
		}
		return plainMembers();
	}

	String text() {
		if (plain() instanceof String text) {
			return text;
		}
		throw new JsonShapeException("'" + this.parser.currentName() + "' must be text");
	}

	int integer() {
		if (plain() instanceof Integer integer) {
			return integer;
		}
		throw new JsonShapeException("'" + this.parser.currentName() + "' must be an integer of 32 bits");
	}

	boolean truth() {
		return PythonTruth.of(plain());
	}

	List<String> texts() {
		List<String> texts = new ArrayList<>();
		if (plain() instanceof List<?> values) {
			values.stream().filter(String.class::isInstance).map(String.class::cast).forEach(texts::add);
		}
		return texts;
	}

	boolean isNumber() {
		return current() == JsonToken.VALUE_NUMBER_INT || current() == JsonToken.VALUE_NUMBER_FLOAT;
	}

	void skip() {
		try {
			this.parser.skipChildren();
		}
		catch (JacksonException ex) {
			throw new JsonShapeException(JsonProblems.describe(ex));
		}
	}

	String kind() {
		return JsonProblems.kind(current());
	}

	@Override
	public void close() {
		this.parser.close();
	}

	private @Nullable Object plainScalar() {
		try {
			return switch (this.parser.currentToken()) {
				case VALUE_STRING -> this.parser.getString();
				case VALUE_NUMBER_INT -> this.parser.getNumberValue();
				case VALUE_NUMBER_FLOAT -> this.parser.getDoubleValue();
				case VALUE_TRUE -> true;
				case VALUE_FALSE -> false;
				default -> null;
			};
		}
		catch (JacksonException ex) {
			throw new JsonShapeException(JsonProblems.describe(ex));
		}
	}

	private List<@Nullable Object> plainElements() {
		List<@Nullable Object> elements = new ArrayList<>();
		while (nextElement()) {
			elements.add(plain());
		}
		return elements;
	}

	private Map<String, @Nullable Object> plainMembers() {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (String name = nextMember(); name != null; name = nextMember()) {
			members.put(name, plain());
		}
		return members;
	}

	private static void requireUtf8(byte[] bytes) {
		// The parser guesses the encoding and does not look into strings it skips.
		// Python escapes what is not ASCII, so this loop is the usual case.
		int ascii = 0;
		while (ascii < bytes.length && bytes[ascii] > 0) {
			ascii++;
		}
		if (ascii < bytes.length && (bytes[ascii] == 0 || !isUtf8(bytes, ascii))) {
			throw new JsonShapeException("the text is not UTF-8");
		}
	}

	private static boolean isUtf8(byte[] bytes, int from) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer input = ByteBuffer.wrap(bytes, from, bytes.length - from);
		CharBuffer chunk = CharBuffer.allocate(1024);
		CoderResult result = decoder.decode(input, chunk, true);
		while (result.isOverflow()) {
			chunk.clear();
			result = decoder.decode(input, chunk, true);
		}
		return !result.isError();
	}

}
