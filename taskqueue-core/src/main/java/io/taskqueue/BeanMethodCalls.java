package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * Calls by a reference to the method of an injected bean: {@code reports::build}.
 *
 * @since 0.1.0
 */
public interface BeanMethodCalls extends BeanMethodSignatures {

	/**
	 * Submit a task that returns a result, with no arguments.
	 * @param task the method
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <R> AsyncResult<R> submit(MethodReference.Value0<R> task) {
		return submit(signature(task));
	}

	/**
	 * Submit a task that returns nothing, with no arguments.
	 * @param task the method
	 * @return the submitted task
	 */
	default AsyncResult<Void> submit(MethodReference.Void0 task) {
		return submit(signature(task));
	}

	/**
	 * Submit a task that returns a result, with one argument.
	 * @param task the method
	 * @param a argument 1
	 * @param <A> the type of argument 1
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <A, R> AsyncResult<R> submit(MethodReference.Value1<A, R> task, @Nullable A a) {
		return submit(signature(task, a));
	}

	/**
	 * Submit a task that returns nothing, with one argument.
	 * @param task the method
	 * @param a argument 1
	 * @param <A> the type of argument 1
	 * @return the submitted task
	 */
	default <A> AsyncResult<Void> submit(MethodReference.Void1<A> task, @Nullable A a) {
		return submit(signature(task, a));
	}

	/**
	 * Submit a task that returns a result, with two arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <A, B, R> AsyncResult<R> submit(MethodReference.Value2<A, B, R> task, @Nullable A a, @Nullable B b) {
		return submit(signature(task, a, b));
	}

	/**
	 * Submit a task that returns nothing, with two arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @return the submitted task
	 */
	default <A, B> AsyncResult<Void> submit(MethodReference.Void2<A, B> task, @Nullable A a, @Nullable B b) {
		return submit(signature(task, a, b));
	}

	/**
	 * Submit a task that returns a result, with three arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <A, B, C, R> AsyncResult<R> submit(MethodReference.Value3<A, B, C, R> task, @Nullable A a, @Nullable B b,
			@Nullable C c) {
		return submit(signature(task, a, b, c));
	}

	/**
	 * Submit a task that returns nothing, with three arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @return the submitted task
	 */
	default <A, B, C> AsyncResult<Void> submit(MethodReference.Void3<A, B, C> task, @Nullable A a, @Nullable B b,
			@Nullable C c) {
		return submit(signature(task, a, b, c));
	}

	/**
	 * Submit a task that returns a result, with four arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <A, B, C, D, R> AsyncResult<R> submit(MethodReference.Value4<A, B, C, D, R> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d) {
		return submit(signature(task, a, b, c, d));
	}

	/**
	 * Submit a task that returns nothing, with four arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @return the submitted task
	 */
	default <A, B, C, D> AsyncResult<Void> submit(MethodReference.Void4<A, B, C, D> task, @Nullable A a, @Nullable B b,
			@Nullable C c, @Nullable D d) {
		return submit(signature(task, a, b, c, d));
	}

	/**
	 * Submit a task that returns a result, with five arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <A, B, C, D, E, R> AsyncResult<R> submit(MethodReference.Value5<A, B, C, D, E, R> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e) {
		return submit(signature(task, a, b, c, d, e));
	}

	/**
	 * Submit a task that returns nothing, with five arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @return the submitted task
	 */
	default <A, B, C, D, E> AsyncResult<Void> submit(MethodReference.Void5<A, B, C, D, E> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e) {
		return submit(signature(task, a, b, c, d, e));
	}

	/**
	 * Submit a task that returns a result, with six arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param f argument 6
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <F> the type of argument 6
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <A, B, C, D, E, F, R> AsyncResult<R> submit(MethodReference.Value6<A, B, C, D, E, F, R> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e, @Nullable F f) {
		return submit(signature(task, a, b, c, d, e, f));
	}

	/**
	 * Submit a task that returns nothing, with six arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param d argument 4
	 * @param e argument 5
	 * @param f argument 6
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <F> the type of argument 6
	 * @return the submitted task
	 */
	default <A, B, C, D, E, F> AsyncResult<Void> submit(MethodReference.Void6<A, B, C, D, E, F> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e, @Nullable F f) {
		return submit(signature(task, a, b, c, d, e, f));
	}

}
