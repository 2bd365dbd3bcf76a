package io.taskqueue.spring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;

import io.taskqueue.worker.TaskThreads;

/**
 * A new virtual thread for each run. Needs Java 21.
 *
 * @since 0.1.0
 */
public final class VirtualTaskThreads implements TaskThreads {

	@Override
	public ExecutorService create(String namePrefix) {
		// Threads are not kept: idle time is zero
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new VirtualThreadTaskExecutor(namePrefix).getVirtualThreadFactory());
	}

}
