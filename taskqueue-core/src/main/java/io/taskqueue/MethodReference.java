package io.taskqueue;

import java.io.Serializable;

/**
 * A method reference that names a task: {@code Reports::build}, or {@code reports::build}
 * of an injected bean. Application code does not use these types: it passes method
 * references to {@link TaskClient}, where the compiler picks the type. They are never
 * called. They are serializable only because that makes the JVM tell which method is
 * meant; nothing is serialized.
 *
 * <p>
 * A reference to a class's method takes the bean as its first parameter; one to a bean's
 * method does not.
 *
 * @since 0.1.0
 */
public interface MethodReference extends Serializable {

	/**
	 * A method that returns a result, with no parameters.
	 *
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value0<R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call() throws Throwable;

	}

	/**
	 * A method that returns a result, with one parameter.
	 *
	 * @param <A> the type of parameter 1
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value1<A, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a) throws Throwable;

	}

	/**
	 * A method that returns a result, with two parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value2<A, B, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a, B b) throws Throwable;

	}

	/**
	 * A method that returns a result, with three parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value3<A, B, C, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a, B b, C c) throws Throwable;

	}

	/**
	 * A method that returns a result, with four parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value4<A, B, C, D, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a, B b, C c, D d) throws Throwable;

	}

	/**
	 * A method that returns a result, with five parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <E> the type of parameter 5
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value5<A, B, C, D, E, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @param e parameter 5
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a, B b, C c, D d, E e) throws Throwable;

	}

	/**
	 * A method that returns a result, with six parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <E> the type of parameter 5
	 * @param <F> the type of parameter 6
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value6<A, B, C, D, E, F, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @param e parameter 5
		 * @param f parameter 6
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a, B b, C c, D d, E e, F f) throws Throwable;

	}

	/**
	 * A method that returns a result, with seven parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <E> the type of parameter 5
	 * @param <F> the type of parameter 6
	 * @param <G> the type of parameter 7
	 * @param <R> the result type
	 */
	@FunctionalInterface
	interface Value7<A, B, C, D, E, F, G, R> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @param e parameter 5
		 * @param f parameter 6
		 * @param g parameter 7
		 * @return the result
		 * @throws Throwable whatever the method throws
		 */
		R call(A a, B b, C c, D d, E e, F f, G g) throws Throwable;

	}

	/**
	 * A method that returns nothing, with no parameters.
	 */
	@FunctionalInterface
	interface Void0 extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @throws Throwable whatever the method throws
		 */
		void call() throws Throwable;

	}

	/**
	 * A method that returns nothing, with one parameter.
	 *
	 * @param <A> the type of parameter 1
	 */
	@FunctionalInterface
	interface Void1<A> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @throws Throwable whatever the method throws
		 */
		void call(A a) throws Throwable;

	}

	/**
	 * A method that returns nothing, with two parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 */
	@FunctionalInterface
	interface Void2<A, B> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @throws Throwable whatever the method throws
		 */
		void call(A a, B b) throws Throwable;

	}

	/**
	 * A method that returns nothing, with three parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 */
	@FunctionalInterface
	interface Void3<A, B, C> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @throws Throwable whatever the method throws
		 */
		void call(A a, B b, C c) throws Throwable;

	}

	/**
	 * A method that returns nothing, with four parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 */
	@FunctionalInterface
	interface Void4<A, B, C, D> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @throws Throwable whatever the method throws
		 */
		void call(A a, B b, C c, D d) throws Throwable;

	}

	/**
	 * A method that returns nothing, with five parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <E> the type of parameter 5
	 */
	@FunctionalInterface
	interface Void5<A, B, C, D, E> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @param e parameter 5
		 * @throws Throwable whatever the method throws
		 */
		void call(A a, B b, C c, D d, E e) throws Throwable;

	}

	/**
	 * A method that returns nothing, with six parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <E> the type of parameter 5
	 * @param <F> the type of parameter 6
	 */
	@FunctionalInterface
	interface Void6<A, B, C, D, E, F> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @param e parameter 5
		 * @param f parameter 6
		 * @throws Throwable whatever the method throws
		 */
		void call(A a, B b, C c, D d, E e, F f) throws Throwable;

	}

	/**
	 * A method that returns nothing, with seven parameters.
	 *
	 * @param <A> the type of parameter 1
	 * @param <B> the type of parameter 2
	 * @param <C> the type of parameter 3
	 * @param <D> the type of parameter 4
	 * @param <E> the type of parameter 5
	 * @param <F> the type of parameter 6
	 * @param <G> the type of parameter 7
	 */
	@FunctionalInterface
	interface Void7<A, B, C, D, E, F, G> extends MethodReference {

		/**
		 * The method's shape; never called.
		 * @param a parameter 1
		 * @param b parameter 2
		 * @param c parameter 3
		 * @param d parameter 4
		 * @param e parameter 5
		 * @param f parameter 6
		 * @param g parameter 7
		 * @throws Throwable whatever the method throws
		 */
		void call(A a, B b, C c, D d, E e, F f, G g) throws Throwable;

	}

}
