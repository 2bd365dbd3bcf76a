package io.taskqueue.result;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.PayloadException;

/**
 * Writes and reads leases: a line of JSON for everything but the body, then the body as
 * it is.
 *
 * @since 0.1.0
 */
public final class LeaseCodec {

	private LeaseCodec() {
	}

	/**
	 * Write a lease.
	 * @param lease the lease
	 * @return its bytes
	 */
	public static byte[] encode(Lease lease) {
		Message message = lease.message();
		MessageProperties properties = message.properties();
		byte[] line = new JsonBuilder().startObject()
			.field("id", lease.id())
			.field("queue", lease.queue())
			.field("exchange", lease.exchange())
			.field("routing_key", lease.routingKey())
			.field("content_type", properties.contentType())
			.field("content_encoding", properties.contentEncoding())
			.field("persistent", properties.persistent())
			.field("priority", properties.priority())
			.field("correlation_id", properties.correlationId())
			.field("reply_to", properties.replyTo())
			.field("headers", message.headers())
			.endObject()
			.build()
			.utf8();
		byte[] bytes = Arrays.copyOf(line, line.length + 1 + message.body().length);
		bytes[line.length] = '\n';
		System.arraycopy(message.body(), 0, bytes, line.length + 1, message.body().length);
		return bytes;
	}

	/**
	 * Read a lease.
	 * @param bytes what {@link #encode(Lease)} wrote
	 * @return the lease
	 * @throws ResultStoreException if this is not a lease
	 */
	public static Lease decode(byte[] bytes) {
		int end = endOfLine(bytes);
		try {
			Map<String, Json> fields = Json.of(Arrays.copyOf(bytes, end)).members();
			Message message = new Message(properties(fields), headers(fields),
					Arrays.copyOfRange(bytes, end + 1, bytes.length));
			return new Lease(required(fields, "id"), message, required(fields, "queue"), required(fields, "exchange"),
					required(fields, "routing_key"));
		}
		catch (PayloadException ex) {
			throw new ResultStoreException("Not a lease: " + ex.getMessage(), ex);
		}
	}

	private static int endOfLine(byte[] bytes) {
		for (int i = 0; i < bytes.length; i++) {
			if (bytes[i] == '\n') {
				return i;
			}
		}
		throw new ResultStoreException("Not a lease: there is no body", null);
	}

	private static MessageProperties properties(Map<String, Json> fields) {
		Object priority = plain(fields, "priority");
		return new MessageProperties(text(fields, "content_type"), text(fields, "content_encoding"),
				Boolean.TRUE.equals(plain(fields, "persistent")),
				(priority instanceof Number number) ? number.intValue() : null, text(fields, "correlation_id"),
				text(fields, "reply_to"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> headers(Map<String, Json> fields) {
		if (plain(fields, "headers") instanceof Map<?, ?> headers) {
			return (Map<String, @Nullable Object>) headers;
		}
		throw new ResultStoreException("Not a lease: there are no headers", null);
	}

	private static String required(Map<String, Json> fields, String name) {
		String text = text(fields, name);
		if (text == null) {
			throw new ResultStoreException("Not a lease: '" + name + "' is missing", null);
		}
		return text;
	}

	private static @Nullable String text(Map<String, Json> fields, String name) {
		return (plain(fields, name) instanceof String text) ? text : null;
	}

	private static @Nullable Object plain(Map<String, Json> fields, String name) {
		return Objects.requireNonNullElse(fields.get(name), Json.NULL).plain();
	}

}
