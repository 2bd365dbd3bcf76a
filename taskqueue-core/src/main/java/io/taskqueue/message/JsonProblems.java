package io.taskqueue.message;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with JSON without its values: Jackson's own messages quote them.
 */
final class JsonProblems {

	private static final int MAX_NAME = 64;

	private JsonProblems() {
	}

	static String describe(JacksonException problem) {
		String reason = reason(problem);
		String path = path(problem);
		return path.isEmpty() ? reason : "at '" + path + "': " + reason;
	}

	static String describe(RuntimeException problem) {
		return (problem instanceof JacksonException json) ? describe(json) : thrown(problem);
	}

	static String kind(@Nullable JsonToken token) {
		if (token == null) {
			return "nothing";
		}
		return switch (token) {
			case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
			case START_ARRAY, END_ARRAY -> "a list";
			case VALUE_STRING -> "text";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
			case VALUE_TRUE, VALUE_FALSE -> "a truth value";
			case VALUE_NULL -> "null";
			default -> "something else";
		};
	}

	/**
	 * A name that came with the message, cut to a length fit for an error text.
	 * @param name the name
	 * @return the name or its beginning
	 */
	static String shortened(Object name) {
		String text = name.toString();
		return (text.length() <= MAX_NAME) ? text : text.substring(0, MAX_NAME) + "…";
	}

	private static String reason(JacksonException problem) {
		if (problem instanceof StreamConstraintsException || problem instanceof InvalidDefinitionException) {
			// These name limits and types only
			return problem.getOriginalMessage();
		}
		if (problem instanceof InputCoercionException range) {
			return "a number out of range does not fit " + range.getTargetType().getTypeName();
		}
		if (problem instanceof UnexpectedEndOfInputException) {
			return "the JSON ends too early";
		}
		if (problem instanceof MismatchedInputException mismatch) {
			return mismatch(mismatch);
		}
		return thrown(problem.getCause());
	}

	private static String thrown(@Nullable Throwable cause) {
		if (cause instanceof StreamConstraintsException limit) {
			return limit.getOriginalMessage();
		}
		if (cause instanceof PayloadException problem) {
			return String.valueOf(problem.getMessage());
		}
		return (cause != null) ? cause.getClass().getName() + " was thrown" : "not valid JSON";
	}

	private static String mismatch(MismatchedInputException problem) {
		if (problem instanceof UnrecognizedPropertyException unknown) {
			return "unknown property '" + unknown.getPropertyName() + "'";
		}
		String target = (problem.getTargetType() != null) ? problem.getTargetType().getTypeName() : "the declared type";
		String form = (problem instanceof InvalidFormatException) ? " of another form" : "";
		return kind(problem.getCurrentToken()) + form + " does not fit " + target;
	}

	private static String path(JacksonException problem) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference step : problem.getPath()) {
			if (step.getPropertyName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append((path.isEmpty()) ? "" : ".").append(Objects.toString(step.getPropertyName()));
			}
		}
		return path.toString();
	}

}
