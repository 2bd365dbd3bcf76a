package io.taskqueue.message;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * Replaces the typed objects of kombu 5.3 and later ({@code __type__} and
 * {@code __value__}) by the values they stand for, at any depth.
 */
final class TypedTree {

	private static final byte[] MARK = "\"__type__\"".getBytes(StandardCharsets.US_ASCII);

	private static final int HEX_DIGITS = 32;

	private static final int HALF = 16;

	private TypedTree() {
	}

	/**
	 * Whether there may be a typed object: few documents have one, and only those are
	 * read as a tree.
	 * @param utf8 the document
	 * @return whether the document holds the name of the mark
	 */
	static boolean mayBeTyped(byte[] utf8) {
		int last = utf8.length - MARK.length;
		for (int at = 0; at <= last; at++) {
			if (utf8[at + 1] == '_' && utf8[at] == '"' && marked(utf8, at)) {
				return true;
			}
		}
		return false;
	}

	static JsonNode resolve(JsonNode node) {
		if (node instanceof ObjectNode object) {
			return resolveObject(object);
		}
		if (node instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				array.set(i, resolve(array.get(i)));
			}
		}
		return node;
	}

	private static boolean marked(byte[] utf8, int at) {
		for (int i = 2; i < MARK.length; i++) {
			if (utf8[at + i] != MARK[i]) {
				return false;
			}
		}
		return true;
	}

	private static JsonNode resolveObject(ObjectNode object) {
		JsonNode type = object.get("__type__");
		JsonNode value = object.get("__value__");
		if (object.size() == 2 && type != null && value != null) {
			return new POJONode(value(type, value));
		}
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			object.set(member.getKey(), resolve(member.getValue()));
		}
		return object;
	}

	private static Object value(JsonNode type, JsonNode value) {
		String name = (type.isString()) ? type.stringValue() : type.getNodeType().name();
		try {
			return value(name, value);
		}
		catch (IllegalArgumentException ex) {
			throw new PayloadException("A value of __type__ '" + name + "' is malformed", null);
		}
	}

	private static Object value(String type, JsonNode value) {
		return switch (type) {
			case "datetime" -> dateTime(text(value));
			case "date" -> CeleryTime.parseDate(text(value));
			case "time" -> CeleryTime.parseTime(text(value));
			case "decimal" -> WireTypes.decimal(text(value));
			case "uuid" -> uuid(value);
			case "bytes" -> text(value).getBytes(StandardCharsets.UTF_8);
			case "base64" -> Base64.getMimeDecoder().decode(text(value));
			default -> throw new PayloadException("Unknown __type__ '" + JsonProblems.shortened(type)
					+ "'; known are datetime, date, time, decimal, uuid, bytes and base64", null);
		};
	}

	private static Object dateTime(String text) {
		TemporalAccessor parsed = CeleryTime.parseAny(text);
		return (parsed instanceof LocalDate date) ? date.atStartOfDay() : parsed;
	}

	private static UUID uuid(JsonNode value) {
		JsonNode hex = value.get("hex");
		String digits = text((hex != null) ? hex : value).replace("-", "");
		if (digits.length() != HEX_DIGITS) {
			throw new IllegalArgumentException("Not a UUID");
		}
		BigInteger number = new BigInteger(digits, HALF);
		return new UUID(number.shiftRight(Long.SIZE).longValue(), number.longValue());
	}

	private static String text(JsonNode value) {
		if (!value.isString()) {
			throw new IllegalArgumentException("Not text");
		}
		return value.stringValue();
	}

}
