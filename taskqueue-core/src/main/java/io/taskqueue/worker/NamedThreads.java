package io.taskqueue.worker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Platform threads with a name and a number.
 */
final class NamedThreads implements ThreadFactory {

	private static final int IDLE_SECONDS = 30;

	private final ThreadFactory threads = Executors.defaultThreadFactory();

	private final AtomicInteger number = new AtomicInteger();

	private final String prefix;

	private NamedThreads(String prefix) {
		this.prefix = prefix;
	}

	static ExecutorService cached(String prefix) {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new NamedThreads(prefix));
	}

	/**
	 * One thread, started at once: a worker that waits for its first task keeps the JVM
	 * running, whatever threads its tasks and its broker use. What comes after the end is
	 * dropped: there is nobody left to do it for.
	 * @param prefix how its name begins
	 * @return a new executor
	 */
	static ExecutorService single(String prefix) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				new NamedThreads(prefix), new ThreadPoolExecutor.DiscardPolicy());
		executor.prestartCoreThread();
		return executor;
	}

	@Override
	public Thread newThread(Runnable action) {
		Thread thread = this.threads.newThread(action);
		thread.setName(this.prefix + this.number.incrementAndGet());
		return thread;
	}

}
