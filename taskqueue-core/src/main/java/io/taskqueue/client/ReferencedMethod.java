package io.taskqueue.client;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;

/**
 * The method that a method reference names.
 *
 * @param receiverType the class it would be called on, without proxies
 * @param method the method, declared by that class or one of its supertypes
 */
record ReferencedMethod(Class<?> receiverType, Method method) {

	private static final String WRITE_INSTEAD = " is not a reference to a task's method. Write Reports::build, or "
			+ "reports::build of an injected bean; or submit by name: submit(\"reports.build\", String.class, …).";

	/**
	 * The method of a reference.
	 * @param lambda what the JVM tells of the reference
	 * @param loader the class loader of the class that contains the reference
	 * @return the method
	 */
	static ReferencedMethod of(SerializedLambda lambda, @Nullable ClassLoader loader) {
		check(lambda);
		Method method = method(lambda, loader);
		if (lambda.getCapturedArgCount() == 0) {
			MethodType shape = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader);
			return new ReferencedMethod(shape.parameterType(0), method);
		}
		return new ReferencedMethod(userClass(lambda.getCapturedArg(0).getClass(), method), method);
	}

	private static void check(SerializedLambda lambda) {
		String problem = problem(lambda);
		if (problem != null) {
			throw new InvalidTaskException(problem + WRITE_INSTEAD, null);
		}
	}

	private static @Nullable String problem(SerializedLambda lambda) {
		String method = lambda.getImplClass().replace('/', '.') + "." + lambda.getImplMethodName();
		if (lambda.getImplMethodName().startsWith("lambda$")) {
			return "The lambda expression in " + lambda.getCapturingClass().replace('/', '.');
		}
		return switch (lambda.getImplMethodKind()) {
			case MethodHandleInfo.REF_newInvokeSpecial ->
				"The constructor of " + lambda.getImplClass().replace('/', '.');
			case MethodHandleInfo.REF_invokeStatic -> "The static method " + method;
			case MethodHandleInfo.REF_invokeSpecial -> "The private or super method " + method;
			default -> null;
		};
	}

	private static Method method(SerializedLambda lambda, @Nullable ClassLoader loader) {
		try {
			Class<?> type = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
			MethodType descriptor = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
			return find(type, lambda.getImplMethodName(), descriptor.parameterArray());
		}
		catch (ClassNotFoundException | TypeNotPresentException ex) {
			throw new InvalidTaskException("The class of the method reference " + lambda.getImplClass() + "::"
					+ lambda.getImplMethodName() + " is not visible to the class that refers to it", ex);
		}
	}

	private static Method find(Class<?> type, String name, Class<?>[] parameters) throws ClassNotFoundException {
		Deque<Class<?>> open = new ArrayDeque<>(Collections.singleton(type));
		while (!open.isEmpty()) {
			Class<?> next = open.remove();
			try {
				return next.getDeclaredMethod(name, parameters);
			}
			catch (NoSuchMethodException ex) {
				addSupertypes(next, open);
			}
		}
		throw new ClassNotFoundException(type.getName() + " has no method " + name);
	}

	private static void addSupertypes(Class<?> type, Deque<Class<?>> open) {
		if (type.getSuperclass() != null) {
			open.add(type.getSuperclass());
		}
		open.addAll(Arrays.asList(type.getInterfaces()));
	}

	/**
	 * The class behind a proxy: a generated subclass has a dollar sign in its simple
	 * name; of a JDK proxy only the interface is known.
	 */
	private static Class<?> userClass(Class<?> type, Method method) {
		if (Proxy.isProxyClass(type)) {
			return method.getDeclaringClass();
		}
		Class<?> user = type;
		while (user.getSimpleName().contains("$") && user.getSuperclass() != Object.class) {
			user = user.getSuperclass();
		}
		return user;
	}

}
