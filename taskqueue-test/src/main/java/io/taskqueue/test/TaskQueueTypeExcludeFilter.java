package io.taskqueue.test;

import java.io.IOException;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import io.taskqueue.Task;

/**
 * Leaves out every component that has no {@link Task @Task} method.
 */
final class TaskQueueTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<TaskQueueTest> {

	TaskQueueTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		return super.defaultInclude(reader, factory)
				|| reader.getAnnotationMetadata().hasAnnotatedMethods(Task.class.getName());
	}

}
