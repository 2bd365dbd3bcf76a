package io.taskqueue.worker;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseState;
import io.taskqueue.result.LeaseStore;

/**
 * The leases that this worker holds. All are renewed by one call.
 */
final class HeldLeases {

	private static final Logger logger = LoggerFactory.getLogger(HeldLeases.class);

	/**
	 * How long a worker may be silent before its long tasks go to others. Renewals are
	 * far more frequent, so that a pause of the process or of the store does no harm.
	 */
	static final Duration TERM = Duration.ofMinutes(1);

	private final Map<String, WatchedDelivery> held = new ConcurrentHashMap<>();

	private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

	private final LeaseStore store;

	private volatile boolean closed;

	HeldLeases(LeaseStore store) {
		this.store = store;
	}

	/**
	 * Hand a running delivery over from the broker to the store. If that fails, the
	 * delivery stays as it is.
	 * @param delivery the delivery
	 */
	void take(WatchedDelivery delivery) {
		Lease lease = delivery.moving();
		if (lease != null) {
			this.store.hold(lease, TERM).whenComplete((held, error) -> taken(delivery, lease, held, error));
		}
	}

	private void taken(WatchedDelivery delivery, Lease lease, @Nullable Boolean held, @Nullable Throwable error) {
		if (held == null) {
			logger.debug("Task {} can't be leased yet", taskOf(lease), error);
			if (!delivery.stays()) {
				release(lease.id());
			}
		}
		else if (!held) {
			delivery.lost();
		}
		else {
			this.held.put(lease.id(), delivery);
			if (delivery.moved(() -> this.closed)) {
				logger.info("Task {} runs for long: it is acknowledged and leased in the result store", taskOf(lease));
			}
			else {
				release(lease.id());
			}
		}
	}

	/**
	 * Renew everything.
	 * @return completes with the store's answer
	 */
	CompletionStage<Void> renew() {
		return this.store.renew(List.copyOf(this.held.keySet()), TERM)
			.thenAccept((states) -> states.forEach(this::renewed));
	}

	/**
	 * Renew one lease and see whose it is.
	 * @param id the id
	 * @return whether it is this worker's
	 */
	CompletionStage<Boolean> confirm(String id) {
		return this.store.renew(List.of(id), TERM).thenApply((states) -> {
			states.forEach(this::renewed);
			return this.held.containsKey(id);
		});
	}

	private void renewed(String id, LeaseState state) {
		WatchedDelivery delivery = this.held.get(id);
		if (delivery == null || state == LeaseState.HELD) {
			return;
		}
		if (state == LeaseState.TAKEN) {
			this.held.remove(id);
			delivery.lost();
			logger.warn("Task {} was taken over by another worker, because its lease was not renewed in time",
					taskOf(delivery.lease()));
		}
		else {
			holdAgain(delivery.lease());
		}
	}

	private void holdAgain(Lease lease) {
		logger.warn("The result store has lost the lease of task {}: it is held again", taskOf(lease));
		this.store.hold(lease, TERM).whenComplete((held, error) -> {
			if (!this.held.containsKey(lease.id())) {
				release(lease.id());
			}
		});
	}

	/**
	 * Done: nobody needs the message any more. Where this fails the lease lapses, and the
	 * repeat is recognised.
	 * @param id the id
	 */
	void release(String id) {
		this.held.remove(id);
		this.store.release(id).whenComplete((released, error) -> {
			if (error != null) {
				logger.debug("Lease {} could not be released", id, error);
			}
		});
	}

	/**
	 * Let another worker have it at once.
	 * @param id the id
	 */
	void lapse(String id) {
		this.held.remove(id);
		this.givenUp.add(id);
		this.store.renew(List.of(id), Duration.ZERO).thenRun(() -> this.givenUp.remove(id));
	}

	/**
	 * Let other workers have everything at once.
	 * @return completes when the store was told, or can't be
	 */
	CompletionStage<Void> close() {
		this.closed = true;
		Set<String> ids = new HashSet<>(this.givenUp);
		this.held.forEach((id, delivery) -> {
			if (delivery.letGo()) {
				ids.add(id);
			}
		});
		this.held.clear();
		if (ids.isEmpty()) {
			return CompletableFuture.completedStage(null);
		}
		return this.store.renew(ids, Duration.ZERO).handle((states, error) -> {
			if (error != null) {
				logger.warn("{} leases lapse by themselves, because the result store is away: {}", ids.size(),
						Failures.unwrap(error).toString());
			}
			return null;
		});
	}

	static String taskOf(Lease lease) {
		return LogText.of(String.valueOf(lease.message().headers().get("id")));
	}

}
