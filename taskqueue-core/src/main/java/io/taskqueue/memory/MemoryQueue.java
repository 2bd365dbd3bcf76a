package io.taskqueue.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.Publication;

/**
 * A queue, its consumers and the thread that serves them.
 * <p>
 * One lock guards everything here and the counters of the consumers; no code of others
 * runs under it. The thread exists while there are consumers: it takes the next message
 * for the next consumer that has room, in turn, and calls the handler without the lock. A
 * consumer knows the thread that is in its handler, so that cancelling it can wait for
 * the handler, unless the handler itself cancels.
 */
final class MemoryQueue {

	private static final Logger logger = LoggerFactory.getLogger(MemoryQueue.class);

	private final String name;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Condition handled = this.lock.newCondition();

	private final Backlog backlog;

	private final Set<MemoryDelivery> unsettled = new HashSet<>();

	private final Deque<MemoryConsumer> consumers = new ArrayDeque<>();

	private long sequence;

	private @Nullable Thread thread;

	MemoryQueue(String name, int maxPriority) {
		this.name = name;
		this.backlog = new Backlog(maxPriority);
	}

	String name() {
		return this.name;
	}

	void add(Publication publication) {
		update(() -> this.backlog.add(new StoredMessage(publication.message(), publication.exchange(),
				publication.routingKey(), this.sequence++, false)));
	}

	MemoryConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
		MemoryConsumer consumer = new MemoryConsumer(this, options.prefetch(), handler);
		update(() -> {
			this.consumers.add(consumer);
			if (this.thread == null) {
				this.thread = startThread();
			}
		});
		return consumer;
	}

	/**
	 * Change something that may let a delivery go out.
	 * @param change the change, made under the lock
	 */
	void update(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			if (this.consumers.isEmpty() || !this.backlog.isEmpty()) {
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void drop(MemoryDelivery delivery) {
		update(() -> settle(delivery));
	}

	void giveBack(MemoryDelivery delivery) {
		update(() -> putBack(delivery));
	}

	void giveBackAll(MemoryConsumer consumer) {
		update(() -> List.copyOf(this.unsettled)
			.stream()
			.filter((delivery) -> delivery.consumer() == consumer)
			.forEach(this::putBack));
	}

	boolean isUnsettled(MemoryDelivery delivery) {
		this.lock.lock();
		try {
			return this.unsettled.contains(delivery);
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isConsumedBy(MemoryConsumer consumer) {
		this.lock.lock();
		try {
			return this.consumers.contains(consumer);
		}
		finally {
			this.lock.unlock();
		}
	}

	void cancel(MemoryConsumer consumer) {
		update(() -> {
			this.consumers.remove(consumer);
			while (consumer.isHandlingElsewhere()) {
				this.handled.awaitUninterruptibly();
			}
		});
	}

	/**
	 * Cancel every consumer, take back what is unsettled and end the thread.
	 */
	void stop() {
		AtomicReference<@Nullable Thread> ended = new AtomicReference<>();
		update(() -> {
			this.consumers.clear();
			List.copyOf(this.unsettled).forEach(this::putBack);
			ended.set(this.thread);
			this.thread = null;
		});
		Thread thread = ended.get();
		if (thread != null && thread != Thread.currentThread()) {
			join(thread);
		}
	}

	private boolean settle(MemoryDelivery delivery) {
		boolean open = this.unsettled.remove(delivery);
		if (open) {
			delivery.consumer().settled();
		}
		return open;
	}

	private void putBack(MemoryDelivery delivery) {
		if (settle(delivery)) {
			this.backlog.giveBack(delivery.stored().again());
		}
	}

	private Thread startThread() {
		Thread started = Executors.defaultThreadFactory().newThread(this::serve);
		started.setName("taskqueue-memory-" + this.name);
		started.setDaemon(true);
		started.start();
		return started;
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void serve() {
		MemoryDelivery delivery = awaitNext();
		while (delivery != null) {
			handle(delivery);
			delivery = awaitNext();
		}
	}

	private @Nullable MemoryDelivery awaitNext() {
		this.lock.lock();
		try {
			while (this.thread == Thread.currentThread()) {
				MemoryDelivery delivery = next();
				if (delivery != null || this.consumers.isEmpty()) {
					this.thread = (delivery != null) ? this.thread : null;
					return delivery;
				}
				this.changed.awaitUninterruptibly();
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable MemoryDelivery next() {
		MemoryConsumer consumer = (!this.backlog.isEmpty()) ? nextConsumer() : null;
		StoredMessage message = (consumer != null) ? this.backlog.poll() : null;
		if (consumer == null || message == null) {
			return null;
		}
		MemoryDelivery delivery = new MemoryDelivery(this, consumer, message);
		this.unsettled.add(delivery);
		consumer.handling();
		return delivery;
	}

	private @Nullable MemoryConsumer nextConsumer() {
		for (int candidates = this.consumers.size(); candidates > 0; candidates--) {
			MemoryConsumer consumer = this.consumers.removeFirst();
			this.consumers.addLast(consumer);
			if (consumer.hasRoom()) {
				return consumer;
			}
		}
		return null;
	}

	private void handle(MemoryDelivery delivery) {
		try {
			delivery.consumer().handler().handle(delivery);
		}
		catch (RuntimeException | Error ex) {
			logger.error("The handler of queue '{}' failed; the message goes back to the queue", this.name, ex);
			giveBack(delivery);
		}
		finally {
			update(() -> {
				delivery.consumer().handled();
				this.handled.signalAll();
			});
		}
	}

}
