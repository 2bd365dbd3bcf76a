package io.taskqueue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseCodec;
import io.taskqueue.result.LeaseState;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.time.TimeSource;

/**
 * Leases inside this process. It has no timer: a lease lapses by being looked at.
 */
final class MemoryLeases implements LeaseStore {

	private final Map<String, Kept> leases = new HashMap<>();

	private final TimeSource time;

	MemoryLeases(TimeSource time) {
		this.time = time;
	}

	@Override
	public synchronized CompletionStage<Boolean> hold(Lease lease, Duration term) {
		boolean held = state(lease.id()) != LeaseState.TAKEN;
		if (held) {
			this.leases.put(lease.id(), new Kept(LeaseCodec.encode(lease), end(term), false));
		}
		return CompletableFuture.completedStage(held);
	}

	@Override
	public synchronized CompletionStage<Map<String, LeaseState>> renew(Collection<String> ids, Duration term) {
		Map<String, LeaseState> states = new LinkedHashMap<>();
		for (String id : ids) {
			states.put(id, state(id));
			this.leases.computeIfPresent(id,
					(same, kept) -> kept.taken() ? kept : new Kept(kept.bytes(), end(term), false));
		}
		return CompletableFuture.completedStage(states);
	}

	@Override
	public synchronized CompletionStage<Void> release(String id) {
		this.leases.remove(id);
		return CompletableFuture.completedStage(null);
	}

	@Override
	public synchronized CompletionStage<List<Lease>> claimLapsed(int limit, Duration claim) {
		this.leases.values().removeIf((kept) -> kept.bytes() == null && lapsed(kept));
		List<Lease> claimed = new ArrayList<>();
		this.leases.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().bytes() != null && lapsed(entry.getValue()))
			.sorted(Comparator.comparing((entry) -> entry.getValue().end()))
			.limit(limit)
			.forEach((entry) -> claimed.add(claim(entry, end(claim))));
		return CompletableFuture.completedStage(claimed);
	}

	@Override
	public synchronized CompletionStage<Void> passedOn(String id, Duration remembered) {
		this.leases.put(id, new Kept(null, end(remembered), true));
		return CompletableFuture.completedStage(null);
	}

	private LeaseState state(String id) {
		Kept kept = this.leases.get(id);
		if (kept == null) {
			return LeaseState.UNKNOWN;
		}
		return kept.taken() ? LeaseState.TAKEN : LeaseState.HELD;
	}

	private static Lease claim(Map.Entry<String, Kept> entry, Instant end) {
		byte[] bytes = entry.getValue().bytes();
		if (bytes == null) {
			throw new IllegalStateException("The message of a lease that was passed on is gone");
		}
		entry.setValue(new Kept(bytes, end, true));
		return LeaseCodec.decode(bytes);
	}

	private boolean lapsed(Kept kept) {
		return !this.time.now().isBefore(kept.end());
	}

	private Instant end(Duration term) {
		return this.time.now().plus(term);
	}

	/**
	 * What is kept of a lease.
	 *
	 * @param bytes the lease as it would travel, or {@code null} once it was passed on
	 * @param end when the lease, the claim or the memory of it ends
	 * @param taken whether somebody has claimed it
	 */
	private record Kept(byte @Nullable [] bytes, Instant end, boolean taken) {

	}

}
