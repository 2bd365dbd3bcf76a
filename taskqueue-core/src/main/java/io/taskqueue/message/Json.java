package io.taskqueue.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One JSON value as UTF-8 text, exactly as it was written: it is passed on byte for byte
 * and never serialized again.
 *
 * @since 0.1.0
 */
public final class Json {

	/**
	 * The JSON literal {@code null}.
	 */
	public static final Json NULL = new Json("null".getBytes(StandardCharsets.UTF_8));

	private final byte[] utf8;

	private Json(byte[] utf8) {
		this.utf8 = utf8;
	}

	/**
	 * A value from its UTF-8 bytes, which are not copied.
	 * @param utf8 the bytes of one JSON value
	 * @return the value
	 */
	public static Json of(byte[] utf8) {
		return new Json(utf8);
	}

	/**
	 * A value from its text.
	 * @param text the text of one JSON value
	 * @return the value
	 */
	public static Json of(String text) {
		return new Json(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The UTF-8 bytes, which must not be changed.
	 * @return the bytes
	 */
	public byte[] utf8() {
		return this.utf8;
	}

	/**
	 * Whether this is the literal {@code null}.
	 * @return whether the value is null
	 */
	public boolean isNull() {
		return Arrays.equals(this.utf8, NULL.utf8);
	}

	/**
	 * The JSON text. It may hold user data: not for logs.
	 * @return the text
	 */
	public String text() {
		return new String(this.utf8, StandardCharsets.UTF_8);
	}

	/**
	 * The elements of an array.
	 * @return the elements, each as it was written
	 * @throws PayloadException if this is not an array
	 */
	public List<Json> elements() {
		return read((cursor) -> cursor.elements("the value"));
	}

	/**
	 * The members of an object.
	 * @return the members in their order, each value as it was written
	 * @throws PayloadException if this is not an object
	 */
	public Map<String, Json> members() {
		return read((cursor) -> cursor.members("the value"));
	}

	/**
	 * The value as plain Java: {@code null}, text, a number, a truth value, a
	 * {@link List} or a {@link Map} of these. For the protocol's own fields; arguments
	 * and results are read by a {@link PayloadCodec}.
	 * @return the value
	 * @throws PayloadException if this is not JSON
	 */
	public @Nullable Object plain() {
		return isPlainText() ? new String(this.utf8, 1, this.utf8.length - 2, StandardCharsets.US_ASCII)
				: this.<@Nullable Object>read(JsonCursor::plain);
	}

	private boolean isPlainText() {
		// Most fields of the protocol are ids and names, which need no parser
		int last = this.utf8.length - 1;
		if (last < 1 || this.utf8[0] != '"' || this.utf8[last] != '"') {
			return false;
		}
		for (int at = 1; at < last; at++) {
			byte next = this.utf8[at];
			if (next < ' ' || next == '"' || next == '\\') {
				return false;
			}
		}
		return true;
	}

	private <T extends @Nullable Object> T read(Function<JsonCursor, T> reading) {
		try (JsonCursor cursor = new JsonCursor(this.utf8)) {
			cursor.next();
			T value = reading.apply(cursor);
			cursor.requireEnd();
			return value;
		}
		catch (JsonShapeException ex) {
			throw new PayloadException("Malformed JSON: " + ex.getMessage(), null);
		}
	}

	@Override
	public boolean equals(Object other) {
		return (other instanceof Json json) && Arrays.equals(this.utf8, json.utf8);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.utf8);
	}

	/**
	 * The size only, so that values do not end up in logs.
	 */
	@Override
	public String toString() {
		return "Json[" + this.utf8.length + " bytes]";
	}

}
