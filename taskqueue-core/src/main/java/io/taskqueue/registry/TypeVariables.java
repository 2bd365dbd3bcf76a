package io.taskqueue.registry;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What the type variables of a class's supertypes stand for in that class.
 */
final class TypeVariables {

	private final Map<TypeVariable<?>, Type> known = new HashMap<>();

	TypeVariables(Class<?> type) {
		collect(type);
	}

	private void collect(@Nullable Type type) {
		if (type instanceof ParameterizedType parameterized) {
			Class<?> raw = (Class<?>) parameterized.getRawType();
			Type[] arguments = parameterized.getActualTypeArguments();
			for (int i = 0; i < arguments.length; i++) {
				this.known.put(raw.getTypeParameters()[i], resolve(arguments[i]));
			}
			collect(raw);
		}
		else if (type instanceof Class<?> raw) {
			collect(raw.getGenericSuperclass());
			Arrays.stream(raw.getGenericInterfaces()).forEach(this::collect);
		}
	}

	/**
	 * Replace the variables of a type by what they stand for.
	 * @param type the type
	 * @return the type; variables that stand for nothing remain
	 */
	Type resolve(Type type) {
		if (!remainIn(type)) {
			return type;
		}
		if (type instanceof TypeVariable<?> variable) {
			return this.known.getOrDefault(variable, variable);
		}
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			return new Parameterized(parameterized.getRawType(), parameterized.getOwnerType(),
					Arrays.stream(arguments).map(this::resolve).toList());
		}
		if (type instanceof WildcardType wildcard) {
			return resolve(bounds(wildcard)[0]);
		}
		return (type instanceof GenericArrayType array) ? arrayOf(array) : type;
	}

	private Type arrayOf(GenericArrayType array) {
		Type component = resolve(array.getGenericComponentType());
		return (component instanceof Class<?> raw) ? Array.newInstance(raw, 0).getClass() : array;
	}

	/**
	 * Whether variables remain in a type.
	 * @param type the type
	 * @return whether it can't be read without knowing more
	 */
	static boolean remainIn(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(TypeVariables::remainIn);
		}
		if (type instanceof GenericArrayType array) {
			return remainIn(array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(bounds(wildcard)).anyMatch(TypeVariables::remainIn);
		}
		return type instanceof TypeVariable<?>;
	}

	private static Type[] bounds(WildcardType wildcard) {
		return (wildcard.getLowerBounds().length > 0) ? wildcard.getLowerBounds() : wildcard.getUpperBounds();
	}

	private record Parameterized(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {

		@Override
		public Type[] getActualTypeArguments() {
			return this.arguments.toArray(Type[]::new);
		}

		@Override
		public Type getRawType() {
			return this.raw;
		}

		@Override
		public @Nullable Type getOwnerType() {
			return this.owner;
		}

		@Override
		public String toString() {
			return this.raw.getTypeName()
					+ this.arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
		}

	}

}
