package io.taskqueue.worker;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * Lets a task run for longer than its broker waits for an acknowledgement, and yet only
 * once.
 *
 * <p>
 * <b>The danger.</b> RabbitMQ closes a channel on which a delivery is unacknowledged for
 * longer than its consumer timeout, and gives everything on it to others: the long task
 * and whatever else runs here would run twice. Acknowledging earlier would lose the task
 * with its worker. So somebody else has to keep the message in the meantime, and that is
 * the result store: at half the timeout the message is stored as a lease, and only then
 * acknowledged. From then on this worker says every few seconds that it is alive. When it
 * has been silent for a lease's term, any worker publishes the message again, marked as a
 * possible repeat. The stages see none of this: to them the delivery is open until it is
 * settled, and settling it releases the lease.
 *
 * <p>
 * <b>What was not begun</b> is given back at three quarters of the timeout; others may
 * have a slot for it.
 *
 * <p>
 * <b>The store is away when the time comes.</b> The delivery stays the broker's, and
 * every tick tries again. At nine tenths of the timeout it is given back although it
 * runs: the broker would take it a moment later, and with it every other delivery of the
 * channel. It runs a second time then, which at least once allows.
 *
 * <p>
 * <b>The store is away afterwards.</b> Nobody can renew and nobody can claim. When it is
 * back every lease has lapsed, but a lapsed lease is renewed like any other one as long
 * as nobody has claimed it, and {@link LapsedLeases} claims nothing before the holders
 * have had time. If the store was emptied, renewing finds nothing, and the holder, who
 * has the message in memory, stores it again.
 *
 * <p>
 * <b>The lease was taken,</b> because this worker was frozen or cut off: its message is
 * in the broker again, or about to be. A worker can't know that before it asks, so the
 * settlement of a leased run begins with a renewal. If the store says that the lease is
 * taken, then
 * <ul>
 * <li>a success is stored all the same, unless another one is there. If the copy has not
 * begun it will find the outcome and not run, which is worth hours;</li>
 * <li>no consequence is published. The copy does that, whether it finds the outcome or
 * has its own, and it can't get lost: a lease counts as taken from its claim on, a claim
 * that comes to nothing lapses and is claimed again, and the message is only forgotten
 * when the broker has confirmed it. Publishing here too would start each callback
 * twice;</li>
 * <li>a failure or a retry is dropped. Stored without its consequences, a retry would
 * make the copy believe that the next attempt is on its way.</li>
 * </ul>
 * If the store does not know the lease, nobody has the message: this worker settles as
 * the owner. A taken lease is remembered for a day to tell the two apart.
 *
 * <p>
 * <b>The worker stops.</b> An interrupted run gives its delivery back, which lets the
 * lease lapse at once; what is left at the end of the stop lapses with it.
 */
final class DeliveryWatch {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryWatch.class);

	private static final Duration LONGEST_TICK = Duration.ofSeconds(5);

	private static final int TICKS = 40;

	private final Set<WatchedDelivery> watched = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final Object monitor = new Object();

	private final @Nullable Duration timeout;

	private final HeldLeases held;

	private final LapsedLeases lapsed;

	private final Executor executor;

	private final Runnable afterGivingBack;

	private final TimeSource time;

	private @Nullable Timer timer;

	private boolean stopped;

	private DeliveryWatch(@Nullable Duration timeout, HeldLeases held, LapsedLeases lapsed, Executor executor,
			Runnable afterGivingBack, TimeSource time) {
		this.timeout = timeout;
		this.held = held;
		this.lapsed = lapsed;
		this.executor = executor;
		this.afterGivingBack = afterGivingBack;
		this.time = time;
	}

	/**
	 * A watch that is not started.
	 * @param with what the worker is given
	 * @param counters counts
	 * @param executor does the work of a tick
	 * @param afterGivingBack told when deliveries were given back that others may hold
	 * @return the watch; without effect where the broker waits for ever
	 */
	static DeliveryWatch of(Collaborators with, WorkerCounters counters, Executor executor, Runnable afterGivingBack) {
		LeaseStore store = with.store().leases();
		Duration confirmTimeout = with.options().confirmTimeout();
		LapsedLeases lapsed = new LapsedLeases(store, new Republisher(with.broker(), with.time(), confirmTimeout),
				new DeadLetters(with.broker(), with.time(), confirmTimeout, counters), with.time());
		return new DeliveryWatch(with.broker().capabilities().consumerTimeout(), new HeldLeases(store), lapsed,
				executor, afterGivingBack, with.time());
	}

	/**
	 * A handler whose deliveries are watched.
	 * @param handler takes the deliveries
	 * @return the handler for the broker
	 */
	DeliveryHandler watching(DeliveryHandler handler) {
		return (this.timeout != null) ? (delivery) -> handler.handle(watch(delivery)) : handler;
	}

	void start() {
		if (this.timeout != null) {
			schedule(this.timeout.dividedBy(TICKS));
		}
	}

	/**
	 * Watch no longer, and let others have what is leased.
	 * @return completes when the store was told, or can't be
	 */
	CompletionStage<Void> stop() {
		synchronized (this.monitor) {
			this.stopped = true;
			if (this.timer != null) {
				this.timer.cancel();
			}
		}
		return (this.timeout != null) ? this.held.close() : CompletableFuture.completedStage(null);
	}

	private Delivery watch(Delivery delivery) {
		WatchedDelivery added = new WatchedDelivery(delivery, this.held, this.watched::remove, this.time.nanoTime());
		this.watched.add(added);
		return added;
	}

	private void schedule(Duration tick) {
		Duration pause = (tick.compareTo(LONGEST_TICK) < 0) ? tick : LONGEST_TICK;
		synchronized (this.monitor) {
			if (!this.stopped) {
				this.timer = this.time.schedule(pause, () -> due(pause));
			}
		}
	}

	private void due(Duration pause) {
		schedule(pause);
		if (this.timeout != null && this.ticking.compareAndSet(false, true)) {
			long nanos = this.timeout.toNanos();
			this.executor.execute(() -> tick(nanos));
		}
	}

	private void tick(long nanos) {
		this.ticking.set(false);
		try {
			look(nanos);
			this.held.renew().whenComplete((done, error) -> this.lapsed.sweep(error == null));
		}
		catch (RuntimeException ex) {
			logger.error("Long tasks could not be looked after; the next attempt follows", ex);
		}
	}

	private void look(long nanos) {
		long now = this.time.nanoTime();
		int givenBack = 0;
		for (WatchedDelivery delivery : this.watched) {
			if (!delivery.open()) {
				this.watched.remove(delivery);
			}
			else if (delivery.age(now) >= nanos / 2) {
				givenBack += act(delivery, delivery.age(now), nanos) ? 1 : 0;
			}
		}
		if (givenBack > 0) {
			logger.info("{} deliveries that were not begun in time are given back", givenBack);
			this.afterGivingBack.run();
		}
	}

	private boolean act(WatchedDelivery delivery, long age, long nanos) {
		if (age >= nanos / 10 * 9 && delivery.giveUp()) {
			logger.warn("Task {} runs for nearly as long as the broker waits and can't be leased in the result store: "
					+ "it is given back and runs again", HeldLeases.taskOf(delivery.lease()));
			return false;
		}
		this.held.take(delivery);
		return age >= nanos / 4 * 3 && delivery.giveBack();
	}

}
