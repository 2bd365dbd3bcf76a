package io.taskqueue.result;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The leases of a store that keeps none.
 */
final class NoLeases implements LeaseStore {

	static final LeaseStore INSTANCE = new NoLeases();

	private NoLeases() {
	}

	@Override
	public CompletionStage<Boolean> hold(Lease lease, Duration term) {
		return refuse();
	}

	@Override
	public CompletionStage<Map<String, LeaseState>> renew(Collection<String> ids, Duration term) {
		return refuse();
	}

	@Override
	public CompletionStage<Void> release(String id) {
		return refuse();
	}

	@Override
	public CompletionStage<List<Lease>> claimLapsed(int limit, Duration claim) {
		return refuse();
	}

	@Override
	public CompletionStage<Void> passedOn(String id, Duration remembered) {
		return refuse();
	}

	private static <T> CompletionStage<T> refuse() {
		return CompletableFuture.failedStage(new ResultStoreException("The result store keeps no leases", null));
	}

}
