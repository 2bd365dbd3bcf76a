package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * Signatures by a reference to a task's method: {@code Reports::build}.
 *
 * @since 0.1.0
 */
public interface TaskMethodSignatures extends SignatureCalls {

	/**
	 * A call of a task that returns a result, with no arguments.
	 * @param task the method
	 * @param <T> the bean type
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, R> Signature<R> signature(MethodReference.Value1<T, R> task) {
		return signatureOf(task);
	}

	/**
	 * A call of a task that returns nothing, with no arguments.
	 * @param task the method
	 * @param <T> the bean type
	 * @return the signature
	 */
	default <T> Signature<Void> signature(MethodReference.Void1<T> task) {
		return signatureOf(task);
	}

	/**
	 * A call of a task that returns a result, with one argument.
	 * @param task the method
	 * @param a argument 1
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, A, R> Signature<R> signature(MethodReference.Value2<T, A, R> task, @Nullable A a) {
		return signatureOf(task, a);
	}

	/**
	 * A call of a task that returns nothing, with one argument.
	 * @param task the method
	 * @param a argument 1
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @return the signature
	 */
	default <T, A> Signature<Void> signature(MethodReference.Void2<T, A> task, @Nullable A a) {
		return signatureOf(task, a);
	}

	/**
	 * A call of a task that returns a result, with two arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, A, B, R> Signature<R> signature(MethodReference.Value3<T, A, B, R> task, @Nullable A a, @Nullable B b) {
		return signatureOf(task, a, b);
	}

	/**
	 * A call of a task that returns nothing, with two arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @return the signature
	 */
	default <T, A, B> Signature<Void> signature(MethodReference.Void3<T, A, B> task, @Nullable A a, @Nullable B b) {
		return signatureOf(task, a, b);
	}

	/**
	 * A call of a task that returns a result, with three arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, A, B, C, R> Signature<R> signature(MethodReference.Value4<T, A, B, C, R> task, @Nullable A a,
			@Nullable B b, @Nullable C c) {
		return signatureOf(task, a, b, c);
	}

	/**
	 * A call of a task that returns nothing, with three arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @return the signature
	 */
	default <T, A, B, C> Signature<Void> signature(MethodReference.Void4<T, A, B, C> task, @Nullable A a, @Nullable B b,
			@Nullable C c) {
		return signatureOf(task, a, b, c);
	}

	/**
	 * A call of a task that returns a result, with four arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, A, B, C, D, R> Signature<R> signature(MethodReference.Value5<T, A, B, C, D, R> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d) {
		return signatureOf(task, a, b, c, d);
	}

	/**
	 * A call of a task that returns nothing, with four arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @return the signature
	 */
	default <T, A, B, C, D> Signature<Void> signature(MethodReference.Void5<T, A, B, C, D> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d) {
		return signatureOf(task, a, b, c, d);
	}

	/**
	 * A call of a task that returns a result, with five arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, A, B, C, D, E, R> Signature<R> signature(MethodReference.Value6<T, A, B, C, D, E, R> task,
			@Nullable A a, @Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e) {
		return signatureOf(task, a, b, c, d, e);
	}

	/**
	 * A call of a task that returns nothing, with five arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @return the signature
	 */
	default <T, A, B, C, D, E> Signature<Void> signature(MethodReference.Void6<T, A, B, C, D, E> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e) {
		return signatureOf(task, a, b, c, d, e);
	}

	/**
	 * A call of a task that returns a result, with six arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param f argument 6
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <F> the type of argument 6
	 * @param <R> the result type
	 * @return the signature
	 */
	default <T, A, B, C, D, E, F, R> Signature<R> signature(MethodReference.Value7<T, A, B, C, D, E, F, R> task,
			@Nullable A a, @Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e, @Nullable F f) {
		return signatureOf(task, a, b, c, d, e, f);
	}

	/**
	 * A call of a task that returns nothing, with six arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param f argument 6
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <F> the type of argument 6
	 * @return the signature
	 */
	default <T, A, B, C, D, E, F> Signature<Void> signature(MethodReference.Void7<T, A, B, C, D, E, F> task,
			@Nullable A a, @Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e, @Nullable F f) {
		return signatureOf(task, a, b, c, d, e, f);
	}

}
