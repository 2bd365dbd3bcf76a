package io.taskqueue.registry;

import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.PayloadException;

/**
 * A parameter that takes an argument.
 *
 * @param index its position among the method's parameters
 * @param name its name, or {@code null} where the class was compiled without names
 * @param type its type, with type variables resolved
 * @param raw its class
 * @param optional whether it may be left out
 */
record TaskParameter(int index, @Nullable String name, Type type, Class<?> raw, boolean optional) {

	static TaskParameter of(int index, Parameter parameter, Type type) {
		return new TaskParameter(index, parameter.isNamePresent() ? parameter.getName() : null, type,
				parameter.getType(), isOptional(parameter));
	}

	private static boolean isOptional(Parameter parameter) {
		Stream<Annotation> annotations = Stream.concat(Arrays.stream(parameter.getAnnotations()),
				Arrays.stream(parameter.getAnnotatedType().getAnnotations()));
		return parameter.getType() == Optional.class
				|| annotations.anyMatch((each) -> each.annotationType().getSimpleName().equals("Nullable"));
	}

	@Nullable Object absent() {
		return (this.raw == Optional.class) ? Optional.empty() : null;
	}

	@Nullable Object convert(@Nullable Object argument, PayloadCodec payloads) {
		try {
			Object value = payloads.convert(argument, this.type);
			return (value != null) ? value : absent();
		}
		catch (PayloadException ex) {
			throw new TaskArgumentException("can't take the argument " + this + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public String toString() {
		String label = (this.name != null) ? "'" + this.name + "'" : "number " + (this.index + 1);
		return label + " (" + simple(this.type.getTypeName()) + ")";
	}

	private static String simple(String typeName) {
		return typeName.replaceAll("\\b(?:\\w+\\.)+(\\w)", "$1");
	}

}
