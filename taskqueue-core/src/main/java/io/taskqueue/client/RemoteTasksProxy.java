package io.taskqueue.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.RemoteTasks;
import io.taskqueue.TaskClient;

/**
 * Implements {@link RemoteTasks @RemoteTasks} interfaces by a {@link TaskClient}.
 *
 * @since 0.1.0
 */
public final class RemoteTasksProxy implements InvocationHandler {

	private static final @Nullable Object[] NO_ARGUMENTS = {};

	private final Class<?> type;

	private final TaskClient tasks;

	private final Map<Method, RemoteCall> calls = new HashMap<>();

	private RemoteTasksProxy(Class<?> type, TaskClient tasks) {
		this.type = type;
		this.tasks = tasks;
		RemoteTasks declaration = type.getAnnotation(RemoteTasks.class);
		if (!type.isInterface() || declaration == null) {
			throw new InvalidTaskException(type.getName() + " must be an interface with @RemoteTasks", null);
		}
		for (Method method : type.getMethods()) {
			if (Modifier.isAbstract(method.getModifiers())) {
				this.calls.put(method, RemoteCall.of(method, declaration.prefix()));
			}
		}
	}

	/**
	 * Implement an interface.
	 * @param type the interface
	 * @param tasks submits the tasks
	 * @param <T> the interface
	 * @return an object whose methods submit tasks
	 * @throws InvalidTaskException if a method does not declare a task
	 */
	public static <T> T create(Class<T> type, TaskClient tasks) {
		RemoteTasksProxy handler = new RemoteTasksProxy(type, tasks);
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return object(proxy, method, args);
		}
		RemoteCall call = this.calls.get(method);
		if (call == null) {
			return InvocationHandler.invokeDefault(proxy, method, args);
		}
		return this.tasks.submit(call.signature((args != null) ? args : NO_ARGUMENTS));
	}

	private Object object(Object proxy, Method method, @Nullable Object @Nullable [] args) {
		return switch (method.getName()) {
			case "equals" -> args != null && proxy == args[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> "RemoteTasks[" + this.type.getName() + "]";
		};
	}

}
