package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * Calls by a reference to a task's method: {@code Reports::build}.
 *
 * @since 0.1.0
 */
public interface TaskMethodCalls extends TaskMethodSignatures {

	/**
	 * Submit a task that returns a result, with no arguments.
	 * @param task the method
	 * @param <T> the bean type
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, R> AsyncResult<R> submit(MethodReference.Value1<T, R> task) {
		return submit(signature(task));
	}

	/**
	 * Submit a task that returns nothing, with no arguments.
	 * @param task the method
	 * @param <T> the bean type
	 * @return the submitted task
	 */
	default <T> AsyncResult<Void> submit(MethodReference.Void1<T> task) {
		return submit(signature(task));
	}

	/**
	 * Submit a task that returns a result, with one argument.
	 * @param task the method
	 * @param a argument 1
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, A, R> AsyncResult<R> submit(MethodReference.Value2<T, A, R> task, @Nullable A a) {
		return submit(signature(task, a));
	}

	/**
	 * Submit a task that returns nothing, with one argument.
	 * @param task the method
	 * @param a argument 1
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @return the submitted task
	 */
	default <T, A> AsyncResult<Void> submit(MethodReference.Void2<T, A> task, @Nullable A a) {
		return submit(signature(task, a));
	}

	/**
	 * Submit a task that returns a result, with two arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, A, B, R> AsyncResult<R> submit(MethodReference.Value3<T, A, B, R> task, @Nullable A a, @Nullable B b) {
		return submit(signature(task, a, b));
	}

	/**
	 * Submit a task that returns nothing, with two arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @return the submitted task
	 */
	default <T, A, B> AsyncResult<Void> submit(MethodReference.Void3<T, A, B> task, @Nullable A a, @Nullable B b) {
		return submit(signature(task, a, b));
	}

	/**
	 * Submit a task that returns a result, with three arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, A, B, C, R> AsyncResult<R> submit(MethodReference.Value4<T, A, B, C, R> task, @Nullable A a,
			@Nullable B b, @Nullable C c) {
		return submit(signature(task, a, b, c));
	}

	/**
	 * Submit a task that returns nothing, with three arguments.
	 * @param task the method
	 * @param a argument 1
	 * @param b argument 2
	 * @param c argument 3
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @return the submitted task
	 */
	default <T, A, B, C> AsyncResult<Void> submit(MethodReference.Void4<T, A, B, C> task, @Nullable A a, @Nullable B b,
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
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, A, B, C, D, R> AsyncResult<R> submit(MethodReference.Value5<T, A, B, C, D, R> task, @Nullable A a,
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
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @return the submitted task
	 */
	default <T, A, B, C, D> AsyncResult<Void> submit(MethodReference.Void5<T, A, B, C, D> task, @Nullable A a,
			@Nullable B b, @Nullable C c, @Nullable D d) {
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
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, A, B, C, D, E, R> AsyncResult<R> submit(MethodReference.Value6<T, A, B, C, D, E, R> task, @Nullable A a,
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
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @return the submitted task
	 */
	default <T, A, B, C, D, E> AsyncResult<Void> submit(MethodReference.Void6<T, A, B, C, D, E> task, @Nullable A a,
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
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <F> the type of argument 6
	 * @param <R> the result type
	 * @return the submitted task
	 */
	default <T, A, B, C, D, E, F, R> AsyncResult<R> submit(MethodReference.Value7<T, A, B, C, D, E, F, R> task,
			@Nullable A a, @Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e, @Nullable F f) {
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
	 * @param <T> the bean type
	 * @param <A> the type of argument 1
	 * @param <B> the type of argument 2
	 * @param <C> the type of argument 3
	 * @param <D> the type of argument 4
	 * @param <E> the type of argument 5
	 * @param <F> the type of argument 6
	 * @return the submitted task
	 */
	default <T, A, B, C, D, E, F> AsyncResult<Void> submit(MethodReference.Void7<T, A, B, C, D, E, F> task,
			@Nullable A a, @Nullable B b, @Nullable C c, @Nullable D d, @Nullable E e, @Nullable F f) {
		return submit(signature(task, a, b, c, d, e, f));
	}

}
