package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.InvalidTaskException;

/**
 * Which methods can be tasks.
 */
final class TaskMethodRules {

	private static final Set<Class<?>> ASYNCHRONOUS = Set.of(Future.class, CompletionStage.class, Flow.Publisher.class,
			AsyncResult.class);

	private static final Set<String> FOREIGN_ASYNCHRONOUS = Set.of("org.reactivestreams.Publisher",
			"kotlinx.coroutines.flow.Flow");

	private TaskMethodRules() {
	}

	static void check(Method method) {
		String problem = problem(method);
		if (problem != null) {
			throw new InvalidTaskException("@Task " + TaskNames.describe(method) + " " + problem, null);
		}
	}

	private static @Nullable String problem(Method method) {
		if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
			return "is private or static. Make it an instance method that others can call.";
		}
		if (method.isVarArgs()) {
			return "takes a variable number of arguments. Declare a List instead.";
		}
		if (method.getTypeParameters().length > 0) {
			return "has type parameters of its own, which a message can't fill in. Declare the types it takes.";
		}
		if (Arrays.stream(method.getParameterTypes()).anyMatch(TaskMethodRules::isContinuation)) {
			return "is a suspending function, which is not supported. Make it an ordinary one.";
		}
		return returnProblem(method.getReturnType());
	}

	private static @Nullable String returnProblem(Class<?> type) {
		if (BaseStream.class.isAssignableFrom(type)) {
			return "returns a stream, which can't be kept as a result. Return a List.";
		}
		boolean asynchronous = TaskAnnotations.hierarchy(type)
			.stream()
			.anyMatch((each) -> ASYNCHRONOUS.contains(each) || FOREIGN_ASYNCHRONOUS.contains(each.getName()));
		return asynchronous ? "returns " + type.getSimpleName()
				+ ": a task is finished when its method returns. Return the value itself." : null;
	}

	private static boolean isContinuation(Class<?> type) {
		return type.getName().equals("kotlin.coroutines.Continuation");
	}

}
