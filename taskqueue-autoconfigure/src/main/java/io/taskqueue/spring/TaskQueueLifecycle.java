package io.taskqueue.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import io.taskqueue.broker.Broker;
import io.taskqueue.client.ResultReader;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.time.TimeSource;

/**
 * Ends what publishing and waiting for results opened on demand: connections,
 * subscriptions, the timer. It does so after the worker and the web server have stopped,
 * so that the last task and the last request can still publish, and before the
 * application's own connections go.
 *
 * @since 0.1.0
 */
public final class TaskQueueLifecycle implements SmartLifecycle, DisposableBean {

	/**
	 * Stopped after the worker and the web server, before Redis (0) and RabbitMQ.
	 */
	static final int PHASE = 1024;

	private static final Logger logger = LoggerFactory.getLogger(TaskQueueLifecycle.class);

	private final Broker broker;

	private final ResultStore resultStore;

	private final TimeSource timeSource;

	private final ResultReader results;

	private final CallbackThreads callbacks;

	private final boolean worker;

	private volatile boolean running;

	private boolean warned;

	/**
	 * A lifecycle for these parts.
	 * @param broker the broker
	 * @param resultStore the result store
	 * @param timeSource the source of time, whose timer is ended
	 * @param results those who wait for results
	 * @param callbacks the threads on which futures complete
	 * @param worker whether a worker of this process starts later, and says so
	 */
	public TaskQueueLifecycle(Broker broker, ResultStore resultStore, TimeSource timeSource, ResultReader results,
			CallbackThreads callbacks, boolean worker) {
		this.broker = broker;
		this.resultStore = resultStore;
		this.timeSource = timeSource;
		this.results = results;
		this.callbacks = callbacks;
		this.worker = worker;
	}

	@Override
	public void start() {
		if (!this.broker.capabilities().durable() && !this.warned) {
			this.warned = true;
			logger.warn("The task queue is in memory: tasks are lost when this process ends");
		}
		if (!this.worker) {
			logger.info("Task queue ready: broker={}, results={}, no worker in this process",
					this.broker.capabilities().name(), this.resultStore.name());
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.broker.stop();
		this.resultStore.stop();
		if (this.timeSource instanceof SystemTimeSource systemTime) {
			systemTime.stop();
		}
		// Behind the timer, which may have been what would have ended it
		this.results.stop();
		this.callbacks.stop();
	}

	/**
	 * Ends what was opened again after the stop, by beans that are destroyed late.
	 */
	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
