package io.taskqueue.client;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.InvalidTaskException;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.Task;

/**
 * What a method of a {@code @RemoteTasks} interface submits.
 *
 * @param task the task name
 * @param queue the queue, or empty for the one that routes decide
 * @param resultType the type of the result
 */
record RemoteCall(String task, String queue, ResultType<?> resultType) {

	static RemoteCall of(Method method, String prefix) {
		Task annotation = method.getAnnotation(Task.class);
		return new RemoteCall(name(method, annotation, prefix), (annotation != null) ? annotation.queue() : "",
				resultType(method));
	}

	Signature<?> signature(@Nullable Object[] args) {
		Signature<?> signature = Signature.of(this.task, this.resultType, args);
		return this.queue.isEmpty() ? signature : signature.queue(this.queue);
	}

	private static String name(Method method, @Nullable Task annotation, String prefix) {
		if (annotation != null && !annotation.name().isBlank()) {
			return annotation.name();
		}
		if (prefix.isBlank()) {
			throw invalid(method, "has no task name. Give its interface a @RemoteTasks(prefix = …), or the method a "
					+ "@Task(name = …).");
		}
		return prefix + "." + method.getName();
	}

	private static ResultType<?> resultType(Method method) {
		if (method.getGenericReturnType() instanceof ParameterizedType parameterized
				&& parameterized.getRawType() == AsyncResult.class) {
			Type type = parameterized.getActualTypeArguments()[0];
			if (type instanceof Class<?> || type instanceof ParameterizedType) {
				return ResultType.of(type);
			}
		}
		throw invalid(method, "must return AsyncResult with the type of the result, as in AsyncResult<String>");
	}

	private static InvalidTaskException invalid(Method method, String problem) {
		return new InvalidTaskException(
				"The method " + method.getDeclaringClass().getName() + "." + method.getName() + " " + problem, null);
	}

}
