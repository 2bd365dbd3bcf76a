package io.taskqueue.memory;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;

/**
 * A consumer of a queue. Its mutable fields belong to the queue's lock.
 */
final class MemoryConsumer implements MessageConsumer {

	private final MemoryQueue queue;

	private final DeliveryHandler handler;

	private int prefetch;

	private int unsettled;

	private @Nullable Thread handlingThread;

	MemoryConsumer(MemoryQueue queue, int prefetch, DeliveryHandler handler) {
		this.queue = queue;
		this.prefetch = prefetch;
		this.handler = handler;
	}

	@Override
	public String queue() {
		return this.queue.name();
	}

	@Override
	public boolean active() {
		return this.queue.isConsumedBy(this);
	}

	@Override
	public void prefetch(int prefetch) {
		ConsumerOptions changed = new ConsumerOptions(queue(), prefetch);
		this.queue.update(() -> this.prefetch = changed.prefetch());
	}

	@Override
	public void cancel() {
		this.queue.cancel(this);
	}

	@Override
	public void close() {
		this.queue.cancel(this);
		this.queue.giveBackAll(this);
	}

	DeliveryHandler handler() {
		return this.handler;
	}

	boolean hasRoom() {
		return this.unsettled < this.prefetch;
	}

	/**
	 * Count a delivery that the current thread hands to the handler.
	 */
	void handling() {
		this.unsettled++;
		this.handlingThread = Thread.currentThread();
	}

	void handled() {
		this.handlingThread = null;
	}

	boolean isHandlingElsewhere() {
		return this.handlingThread != null && this.handlingThread != Thread.currentThread();
	}

	void settled() {
		this.unsettled--;
	}

}
