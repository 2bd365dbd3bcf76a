package io.taskqueue.test;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Turns the attributes of {@link TaskQueueTest} into properties.
 */
class TaskQueueTestContextBootstrapper extends TestSliceTestContextBootstrapper<TaskQueueTest> {

	@Override
	protected String[] getProperties(Class<?> testClass) {
		List<String> properties = new ArrayList<>(List.of("taskqueue.broker=memory", "taskqueue.result.store=memory"));
		TaskQueueTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, TaskQueueTest.class);
		if (annotation != null) {
			properties.add("taskqueue.worker.enabled=" + annotation.worker());
			properties.addAll(List.of(annotation.properties()));
		}
		return properties.toArray(String[]::new);
	}

}
