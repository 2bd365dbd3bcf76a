package io.taskqueue.client;

import java.util.function.Supplier;

import io.taskqueue.MethodReference;
import io.taskqueue.Task;

/**
 * A task and a reference to it, to be loaded by a class loader of its own.
 */
public class ThrowawayTasks implements Supplier<MethodReference> {

	@Task
	public void run() {
	}

	@Override
	public MethodReference get() {
		MethodReference.Void1<ThrowawayTasks> reference = ThrowawayTasks::run;
		return reference;
	}

}
