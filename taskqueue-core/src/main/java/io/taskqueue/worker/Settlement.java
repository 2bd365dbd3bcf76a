package io.taskqueue.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;

/**
 * Last stage: the steps that settle one delivery, one after the other, and then the
 * acknowledgement. A step that fails because the store or the broker is away is begun
 * again later; nothing is acknowledged before all are confirmed.
 *
 * <p>
 * It is used by one thread at a time: whoever completes a step hands it on.
 */
final class Settlement implements Runnable {

	private final Settling settling;

	private final Delivery delivery;

	private final boolean acksLate;

	private final Supplier<List<Step>> plan;

	private @Nullable List<Step> steps;

	private int next;

	private boolean again;

	private boolean pending;

	private boolean replaced;

	Settlement(Settling settling, Delivery delivery, boolean acksLate, Supplier<List<Step>> plan) {
		this.settling = settling;
		this.delivery = delivery;
		this.acksLate = acksLate;
		this.plan = plan;
	}

	Delivery delivery() {
		return this.delivery;
	}

	@Override
	public void run() {
		try {
			if (this.steps == null) {
				this.steps = this.plan.get();
			}
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
			return;
		}
		proceed(this.steps);
	}

	private void proceed(List<Step> all) {
		while (this.next < all.size()) {
			if (this.acksLate && !this.delivery.open()) {
				this.settling.dropped(this);
				return;
			}
			CompletableFuture<?> stage = begin(all.get(this.next));
			if (!stage.isDone()) {
				stage.whenComplete((value, error) -> completed(error, all));
				return;
			}
			Throwable error = errorOf(stage);
			if (error != null) {
				failed(error);
				return;
			}
			advance();
		}
		this.settling.finished(this);
	}

	/**
	 * Do these steps instead of those that are left.
	 * @param replacement the steps
	 * @return whether they were not replaced before
	 */
	boolean replace(List<Step> replacement) {
		if (this.replaced) {
			return false;
		}
		this.replaced = true;
		this.steps = replacement;
		this.next = 0;
		this.again = false;
		return true;
	}

	/**
	 * Mark this settlement as one that waits.
	 * @return whether it was not marked before
	 */
	boolean markPending() {
		boolean first = !this.pending;
		this.pending = true;
		return first;
	}

	boolean pending() {
		return this.pending;
	}

	private CompletableFuture<?> begin(Step step) {
		try {
			return step.begin(this.again).toCompletableFuture();
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void completed(@Nullable Throwable error, List<Step> all) {
		if (error != null) {
			failed(Failures.unwrap(error));
			return;
		}
		advance();
		if (this.next == all.size()) {
			this.settling.finished(this);
		}
		else {
			this.settling.goOn(this);
		}
	}

	private void advance() {
		this.next++;
		this.again = false;
	}

	private void failed(Throwable error) {
		this.again = true;
		this.settling.failed(this, error);
	}

	private static @Nullable Throwable errorOf(CompletableFuture<?> done) {
		if (!done.isCompletedExceptionally()) {
			return null;
		}
		return done.<@Nullable Throwable>handle((value, error) -> (error != null) ? Failures.unwrap(error) : null)
			.join();
	}

}
