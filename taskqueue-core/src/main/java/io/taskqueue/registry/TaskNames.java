package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.Task;

/**
 * How a task gets its name: from its annotation, or from its class and method.
 */
final class TaskNames {

	private static final int MAX_BYTES = 255;

	private final UnaryOperator<String> placeholders;

	TaskNames(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	String name(Task annotation, Class<?> beanType, Method method) {
		if (!annotation.name().isEmpty()) {
			return valid(this.placeholders.apply(annotation.name()), method);
		}
		checkNotOverloaded(beanType, method);
		return valid(owner(beanType, method) + "." + method.getName(), method);
	}

	String valid(String name, Method method) {
		String problem = problem(name);
		if (problem != null) {
			throw new InvalidTaskException("@Task " + describe(method) + " has the name '" + name + "', which "
					+ problem + ". Choose another @Task(name = …).", null);
		}
		return name;
	}

	private static @Nullable String problem(String name) {
		if (name.isBlank()) {
			return "is blank";
		}
		if (name.chars().anyMatch((c) -> Character.isWhitespace(c) || Character.isISOControl(c))) {
			return "contains whitespace";
		}
		if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return "is longer than " + MAX_BYTES + " bytes";
		}
		return name.startsWith("celery.") ? "is reserved: names that begin with 'celery.' are Celery's own" : null;
	}

	private static void checkNotOverloaded(Class<?> beanType, Method method) {
		long unnamed = Arrays.stream(beanType.getDeclaredMethods())
			.filter((m) -> !m.isSynthetic() && m.getName().equals(method.getName()))
			.map(TaskAnnotations::on)
			.filter((task) -> task != null && task.name().isEmpty())
			.count();
		if (unnamed > 1) {
			throw new InvalidTaskException("@Task " + describe(method)
					+ " is overloaded: its default name would stand for several methods. Give each a @Task(name = …).",
					null);
		}
	}

	private static String owner(Class<?> beanType, Method method) {
		Method declaration = TaskAnnotations.declaration(beanType, method);
		Class<?> owner = (declaration != null && declaration.getDeclaringClass().isInterface())
				? declaration.getDeclaringClass() : beanType;
		if (owner.getSimpleName().isEmpty()) {
			throw new InvalidTaskException("@Task " + describe(method)
					+ " is declared in an anonymous class, which gives it no default name. Add a @Task(name = …).",
					null);
		}
		return decapitalize(owner.getSimpleName());
	}

	// The rule of java.beans.Introspector, which would need the module java.desktop
	private static String decapitalize(String name) {
		if (name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1))) {
			return name;
		}
		return Character.toLowerCase(name.charAt(0)) + name.substring(1);
	}

	/**
	 * A method for messages: its class and name.
	 * @param method the method
	 * @return such as {@code com.example.Reports.build}
	 */
	static String describe(Method method) {
		return "method " + method.getDeclaringClass().getName() + "." + method.getName();
	}

}
