package io.taskqueue.worker;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Message;
import io.taskqueue.result.Lease;

/**
 * A delivery that may change hands while it is worked on: first it is the broker's, then
 * a lease in the result store. The stages settle it as any other one.
 */
final class WatchedDelivery implements Delivery {

	private final Delivery delivery;

	private final HeldLeases leases;

	private final Consumer<WatchedDelivery> onEnd;

	private final long since;

	private State state = State.WAITING;

	private @Nullable Lease lease;

	/**
	 * A delivery that was not begun.
	 * @param delivery the broker's delivery
	 * @param leases the leases that this worker holds
	 * @param onEnd told once when it needs no more watching by the broker's clock
	 * @param since when it came, in nanoseconds
	 */
	WatchedDelivery(Delivery delivery, HeldLeases leases, Consumer<WatchedDelivery> onEnd, long since) {
		this.delivery = delivery;
		this.leases = leases;
		this.onEnd = onEnd;
		this.since = since;
	}

	/**
	 * Work on a delivery begins: it is not given back any more.
	 * @param delivery the delivery
	 * @return whether it is still open
	 */
	static boolean begin(Delivery delivery) {
		if (delivery instanceof WatchedDelivery watched) {
			watched.change(State.WAITING, State.BEGUN);
		}
		return delivery.open();
	}

	long age(long now) {
		return now - this.since;
	}

	/**
	 * Give it back to the broker unless it was begun.
	 * @return whether it was given back
	 */
	boolean giveBack() {
		return endFrom(State.WAITING);
	}

	/**
	 * Give it back to the broker although it was begun, if it could not be handed over.
	 * @return whether it was given back
	 */
	boolean giveUp() {
		if (!attempted() || !endFrom(State.BEGUN)) {
			return false;
		}
		// An attempt without an answer may have succeeded
		this.leases.release(lease().id());
		return true;
	}

	/**
	 * Begin to hand it over.
	 * @return the lease to take, or {@code null} if there is nothing to hand over
	 */
	@Nullable Lease moving() {
		return (this.delivery.open() && change(State.BEGUN, State.MOVING)) ? lease() : null;
	}

	/**
	 * It could not be handed over.
	 * @return whether it is still worked on
	 */
	boolean stays() {
		return change(State.MOVING, State.BEGUN);
	}

	/**
	 * It was handed over: acknowledge it.
	 * @param closed whether leases are held no longer
	 * @return whether it is leased; {@code false} if it is the broker's after all
	 */
	boolean moved(BooleanSupplier closed) {
		synchronized (this) {
			if (closed.getAsBoolean() || !this.delivery.open() || !change(State.MOVING, State.LEASED)) {
				change(State.MOVING, State.BEGUN);
				return false;
			}
		}
		this.delivery.ack();
		this.onEnd.accept(this);
		return true;
	}

	/**
	 * Its lease was taken: somebody publishes the message again.
	 */
	void lost() {
		if (end() == State.MOVING) {
			this.delivery.ack();
		}
	}

	/**
	 * Leave its lease to others, if it is leased.
	 * @return whether it was
	 */
	boolean letGo() {
		return change(State.LEASED, State.OVER);
	}

	synchronized boolean leased() {
		return this.state == State.LEASED;
	}

	/**
	 * Make sure that the lease is still this worker's.
	 * @return whether it is
	 */
	CompletionStage<Boolean> confirm() {
		return this.leases.confirm(lease().id());
	}

	synchronized Lease lease() {
		Lease known = this.lease;
		if (known == null) {
			known = new Lease(UUID.randomUUID().toString(), message(), queue(), exchange(), routingKey());
			this.lease = known;
		}
		return known;
	}

	@Override
	public Message message() {
		return this.delivery.message();
	}

	@Override
	public String queue() {
		return this.delivery.queue();
	}

	@Override
	public String exchange() {
		return this.delivery.exchange();
	}

	@Override
	public String routingKey() {
		return this.delivery.routingKey();
	}

	@Override
	public boolean redelivered() {
		return this.delivery.redelivered();
	}

	@Override
	public synchronized boolean open() {
		return this.state == State.LEASED || (this.state != State.OVER && this.delivery.open());
	}

	@Override
	public void ack() {
		settle(Delivery::ack, HeldLeases::release);
	}

	@Override
	public void requeue() {
		settle(Delivery::requeue, HeldLeases::lapse);
	}

	@Override
	public void reject() {
		settle(Delivery::reject, HeldLeases::release);
	}

	private void settle(Consumer<Delivery> atBroker, BiConsumer<HeldLeases, String> atStore) {
		State before = end();
		if (before == State.LEASED) {
			atStore.accept(this.leases, lease().id());
		}
		else if (before != State.OVER) {
			atBroker.accept(this.delivery);
		}
	}

	private synchronized boolean attempted() {
		return this.lease != null;
	}

	private boolean endFrom(State expected) {
		boolean changed = change(expected, State.OVER);
		if (changed) {
			this.delivery.requeue();
			this.onEnd.accept(this);
		}
		return changed;
	}

	private State end() {
		State before;
		synchronized (this) {
			before = this.state;
			this.state = State.OVER;
		}
		this.onEnd.accept(this);
		return before;
	}

	private synchronized boolean change(State expected, State next) {
		boolean changes = this.state == expected;
		if (changes) {
			this.state = next;
		}
		return changes;
	}

	private enum State {

		/**
		 * The broker's, not begun.
		 */
		WAITING,

		/**
		 * The broker's, begun.
		 */
		BEGUN,

		/**
		 * The broker's, on its way to the store.
		 */
		MOVING,

		/**
		 * The store's.
		 */
		LEASED,

		/**
		 * Settled, or somebody else's.
		 */
		OVER

	}

}
