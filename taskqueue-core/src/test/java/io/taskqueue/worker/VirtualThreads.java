package io.taskqueue.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/**
 * Virtual threads where the JVM has them; the tests are compiled for one that has not.
 */
final class VirtualThreads {

	private VirtualThreads() {
	}

	static @Nullable ExecutorService executorOrNull() {
		try {
			MethodHandle factory = MethodHandles.publicLookup()
				.findStatic(Executors.class, "newVirtualThreadPerTaskExecutor",
						MethodType.methodType(ExecutorService.class));
			return (ExecutorService) factory.invoke();
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
