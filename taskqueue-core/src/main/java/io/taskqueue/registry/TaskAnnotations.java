package io.taskqueue.registry;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.taskqueue.Task;

/**
 * Finds {@link Task @Task} on a method, on the methods it overrides, and on annotations
 * that carry it.
 */
final class TaskAnnotations {

	private TaskAnnotations() {
	}

	/**
	 * The annotation of a method as a class has it.
	 * @param type the class
	 * @param method the method, declared by the class or one of its supertypes
	 * @return the most specific declaration that carries the annotation, or {@code null}
	 */
	static @Nullable Method declaration(Class<?> type, Method method) {
		for (Class<?> candidate : hierarchy(type)) {
			Method declared = declared(candidate, method);
			if (declared != null && on(declared) != null) {
				return declared;
			}
		}
		return null;
	}

	/**
	 * The annotation that an element carries itself.
	 * @param element the element
	 * @return the annotation, or {@code null}
	 */
	static @Nullable Task on(AnnotatedElement element) {
		Task direct = element.getAnnotation(Task.class);
		if (direct != null) {
			return direct;
		}
		for (Annotation annotation : element.getAnnotations()) {
			Task carried = annotation.annotationType().getAnnotation(Task.class);
			if (carried != null) {
				return carried;
			}
		}
		return null;
	}

	/**
	 * A class, its superclasses, then all interfaces.
	 * @param type the class
	 * @return the class and its supertypes, the most specific first
	 */
	static Set<Class<?>> hierarchy(Class<?> type) {
		Set<Class<?>> all = new LinkedHashSet<>();
		for (Class<?> next = type; next != null; next = next.getSuperclass()) {
			all.add(next);
		}
		for (Class<?> next : new ArrayList<>(all)) {
			addInterfaces(next, all);
		}
		return all;
	}

	private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
		for (Class<?> next : type.getInterfaces()) {
			if (all.add(next)) {
				addInterfaces(next, all);
			}
		}
	}

	private static @Nullable Method declared(Class<?> type, Method method) {
		List<Method> same = new ArrayList<>();
		for (Method candidate : type.getDeclaredMethods()) {
			if (!candidate.isBridge() && MethodMatch.possible(candidate, method)) {
				same.add(candidate);
			}
		}
		return same.stream()
			.filter((m) -> MethodMatch.exact(m, method))
			.findFirst()
			.orElse((same.size() == 1) ? same.get(0) : null);
	}

}
