package io.taskqueue.rabbitmq;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BasicProperties;
import com.rabbitmq.client.LongString;
import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

/**
 * Translates messages to and from AMQP. Only header types that Python reads correctly are
 * written (protocol reference 1.1), the {@code expiration} property never is, and what
 * the broker writes about the way of a message is not carried on: RabbitMQ before 4.0.1
 * silently drops a delayed message that has been delayed before.
 */
final class AmqpMessages {

	private static final int PERSISTENT = 2;

	private static final int TRANSIENT = 1;

	private AmqpMessages() {
	}

	static AMQP.BasicProperties properties(Message message) {
		MessageProperties properties = message.properties();
		return new AMQP.BasicProperties.Builder().contentType(properties.contentType())
			.contentEncoding(properties.contentEncoding())
			.deliveryMode(properties.persistent() ? PERSISTENT : TRANSIENT)
			.priority(properties.priority())
			.correlationId(properties.correlationId())
			.replyTo(properties.replyTo())
			.headers(written(message.headers()))
			.build();
	}

	private static Map<String, @Nullable Object> written(Map<?, ? extends @Nullable Object> headers) {
		Map<String, @Nullable Object> table = new LinkedHashMap<>();
		headers.forEach((name, value) -> {
			if (!writtenByBroker(String.valueOf(name)) && !"x-delivery-count".equals(name)) {
				table.put(String.valueOf(name), written(value));
			}
		});
		return table;
	}

	private static @Nullable Object written(@Nullable Object value) {
		if (value == null || value instanceof String || value instanceof Boolean || value instanceof Double
				|| value instanceof Integer) {
			return value;
		}
		if (value instanceof Long number) {
			return readableByPython(number);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> items = new ArrayList<>();
			list.forEach((item) -> items.add(written(item)));
			return items;
		}
		if (value instanceof Map<?, ?> map) {
			return written(map);
		}
		throw new BrokerException(
				"A header can't carry a " + value.getClass().getName() + "; the message is not published", null);
	}

	static Message message(BasicProperties properties, byte[] body) {
		Integer deliveryMode = properties.getDeliveryMode();
		return new Message(new MessageProperties(properties.getContentType(), properties.getContentEncoding(),
				deliveryMode != null && deliveryMode == PERSISTENT, properties.getPriority(),
				properties.getCorrelationId(), properties.getReplyTo()), read(properties.getHeaders()), body);
	}

	private static Map<String, @Nullable Object> read(@Nullable Map<?, ?> table) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>();
		if (table != null) {
			table.forEach((name, value) -> {
				if (!writtenByBroker(String.valueOf(name))) {
					headers.put(String.valueOf(name), read(value));
				}
			});
		}
		return headers;
	}

	private static @Nullable Object read(@Nullable Object value) {
		if (value instanceof Short || value instanceof Byte) {
			return ((Number) value).intValue();
		}
		if (value instanceof Float || value instanceof BigDecimal) {
			return ((Number) value).doubleValue();
		}
		if (value instanceof Date date) {
			return date.toInstant().toString();
		}
		if (value instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> items = new ArrayList<>();
			list.forEach((item) -> items.add(read(item)));
			return items;
		}
		if (value instanceof Map<?, ?> map) {
			return read(map);
		}
		return (value instanceof LongString text) ? text.toString() : value;
	}

	/**
	 * Python reads a negative {@code Long} as a huge number, but an {@code Integer} as it
	 * is.
	 */
	private static Number readableByPython(Long value) {
		if (value < 0 && value >= Integer.MIN_VALUE) {
			return value.intValue();
		}
		return value;
	}

	private static boolean writtenByBroker(String header) {
		return header.equals("x-death") || header.startsWith("x-first-death-") || header.startsWith("x-last-death-");
	}

}
