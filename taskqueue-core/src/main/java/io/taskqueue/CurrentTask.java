package io.taskqueue;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Binds a context to the thread that runs its task.
 */
final class CurrentTask {

	private static final ThreadLocal<@Nullable TaskContext> CURRENT = new ThreadLocal<>();

	private CurrentTask() {
	}

	static @Nullable TaskContext get() {
		return CURRENT.get();
	}

	static <V> V callAs(TaskContext context, Callable<V> body) throws Exception {
		TaskContext outer = CURRENT.get();
		CURRENT.set(context);
		try {
			return body.call();
		}
		finally {
			restore(outer);
		}
	}

	private static void restore(@Nullable TaskContext outer) {
		if (outer == null) {
			CURRENT.remove();
		}
		else {
			CURRENT.set(outer);
		}
	}

}
