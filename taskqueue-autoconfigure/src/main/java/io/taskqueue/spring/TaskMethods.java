package io.taskqueue.spring;

import java.lang.reflect.Method;
import java.util.Map;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.taskqueue.Task;

/**
 * The methods of a class that are tasks, with their merged annotations.
 */
final class TaskMethods {

	private TaskMethods() {
	}

	static Map<Method, Task> of(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, Task.class)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Task>) (method) -> AnnotatedElementUtils.findMergedAnnotation(method,
						Task.class));
	}

}
