package io.taskqueue.message;

import java.math.BigDecimal;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Lets a typed decimal be an argument of a primitive or boxed number, as long as it fits.
 */
final class DecimalIntoNumber extends DeserializationProblemHandler {

	@Override
	public Object handleUnexpectedToken(DeserializationContext context, JavaType target, JsonToken token,
			JsonParser parser, String message) {
		boolean decimal = token == JsonToken.VALUE_EMBEDDED_OBJECT && parser.getEmbeddedObject() instanceof BigDecimal;
		return decimal ? convert((BigDecimal) parser.getEmbeddedObject(), target.getRawClass()) : NOT_HANDLED;
	}

	private static Object convert(BigDecimal decimal, Class<?> target) {
		try {
			if (target == double.class || target == Double.class) {
				return decimal.doubleValue();
			}
			if (target == long.class || target == Long.class) {
				return decimal.longValueExact();
			}
			return (target == int.class || target == Integer.class) ? decimal.intValueExact() : NOT_HANDLED;
		}
		catch (ArithmeticException ex) {
			return NOT_HANDLED;
		}
	}

}
