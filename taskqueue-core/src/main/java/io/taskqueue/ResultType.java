package io.taskqueue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;

/**
 * A result type with its generic parameters. Create an anonymous subclass where a class
 * is not enough: {@code new ResultType<List<Order>>() {}}.
 *
 * @param <R> the result type
 * @since 0.1.0
 */
public abstract class ResultType<R> {

	private final Type type;

	/**
	 * Captures the type parameter of the subclass.
	 */
	protected ResultType() {
		if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)) {
			throw new IllegalArgumentException(
					"A ResultType needs its type parameter: new ResultType<List<Order>>() {}");
		}
		this.type = parameterized.getActualTypeArguments()[0];
	}

	private ResultType(Type type) {
		this.type = Objects.requireNonNull(type, "'type' must not be null");
	}

	/**
	 * The type of a class without generic parameters.
	 * @param type the class
	 * @param <R> the result type
	 * @return the result type
	 */
	public static <R> ResultType<R> of(Class<R> type) {
		return new Known<>(type);
	}

	/**
	 * The type of a method's return value. Nothing checks that {@code R} fits.
	 * @param type the type
	 * @param <R> the result type
	 * @return the result type
	 */
	public static <R> ResultType<R> of(Type type) {
		return new Known<>(type);
	}

	/**
	 * The captured type.
	 * @return the type
	 */
	public final Type type() {
		return this.type;
	}

	@Override
	public final boolean equals(Object other) {
		return (other instanceof ResultType<?> that) && this.type.equals(that.type);
	}

	@Override
	public final int hashCode() {
		return this.type.hashCode();
	}

	@Override
	public final String toString() {
		return this.type.getTypeName();
	}

	private static final class Known<R> extends ResultType<R> {

		private Known(Type type) {
			super(type);
		}

	}

}
