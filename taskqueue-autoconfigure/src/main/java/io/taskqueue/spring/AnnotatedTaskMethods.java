package io.taskqueue.spring;

import java.lang.reflect.Method;
import java.util.Map;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.taskqueue.RemoteTasks;
import io.taskqueue.Task;

/**
 * The methods of a class that are tasks of this application, with their merged
 * annotations.
 */
final class AnnotatedTaskMethods {

	private AnnotatedTaskMethods() {
	}

	static Map<Method, Task> of(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, Task.class) || isRemote(type)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Task>) (method) -> AnnotatedElementUtils.findMergedAnnotation(method,
						Task.class));
	}

	/**
	 * The interface of tasks that run elsewhere, or what implements it here.
	 */
	private static boolean isRemote(Class<?> type) {
		return AnnotatedElementUtils.hasAnnotation(type, RemoteTasks.class);
	}

}
