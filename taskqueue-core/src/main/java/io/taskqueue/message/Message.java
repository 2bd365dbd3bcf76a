package io.taskqueue.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message as a broker carries it: properties, headers and the raw body. The body is
 * shared, not copied: neither side may change it.
 *
 * @param properties the message properties
 * @param headers the headers; values are {@code null}, {@link String}, {@link Integer},
 * {@link Long}, {@link Double}, {@link Boolean}, {@link java.util.List} and {@link Map}
 * of these (protocol reference 1.1)
 * @param body the raw body
 * @since 0.1.0
 */
public record Message(MessageProperties properties, Map<String, @Nullable Object> headers, byte[] body) {

	/**
	 * Copies the headers.
	 */
	public Message {
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	/**
	 * The same message with one header set.
	 * @param name the header's name
	 * @param value the header's value
	 * @return a new message
	 */
	public Message withHeader(String name, @Nullable Object value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.headers);
		changed.put(name, value);
		return new Message(this.properties, changed, this.body);
	}

	/**
	 * Without headers and body, which may hold user data: the headers show the arguments.
	 */
	@Override
	public String toString() {
		return "Message[" + this.properties + ", " + this.body.length + " bytes]";
	}

}
