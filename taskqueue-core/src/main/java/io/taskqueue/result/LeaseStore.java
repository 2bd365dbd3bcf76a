package io.taskqueue.result;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Keeps messages of tasks that run longer than a broker waits for an acknowledgement. A
 * lease lapses unless its holder renews it, and whoever claims a lapsed one publishes its
 * message again. Terms are measured by the store's clock alone.
 *
 * <p>
 * As in {@link ResultStore} no method blocks on the network, and a stage that fails,
 * fails with a {@link ResultStoreException}; whether anything was done is unknown then,
 * and repeating the call does no harm.
 *
 * @since 0.1.0
 */
public interface LeaseStore {

	/**
	 * Keep a message.
	 * @param lease the lease
	 * @param term after which time it lapses
	 * @return whether it is held; {@code false} when it was held before, has lapsed and
	 * was taken
	 */
	CompletionStage<Boolean> hold(Lease lease, Duration term);

	/**
	 * Renew leases, all at once. One that has lapsed is renewed too unless it was taken.
	 * @param ids the ids; none is a way of asking whether the store is there
	 * @param term after which time they lapse; zero lets them lapse now
	 * @return how each of them stands
	 */
	CompletionStage<Map<String, LeaseState>> renew(Collection<String> ids, Duration term);

	/**
	 * Forget a lease, whoever has it.
	 * @param id the id
	 * @return completes when it is gone
	 */
	CompletionStage<Void> release(String id);

	/**
	 * Take lapsed leases in order to publish their messages again. Nobody else takes them
	 * until the claim lapses in its turn.
	 * @param limit how many at most
	 * @param claim how long nobody else takes them
	 * @return the leases, those that lapsed first to begin with
	 */
	CompletionStage<List<Lease>> claimLapsed(int limit, Duration claim);

	/**
	 * Forget the message of a claimed lease, which was published again, and remember for
	 * a while that it was taken.
	 * @param id the id
	 * @param remembered for how long
	 * @return completes when the message is gone
	 */
	CompletionStage<Void> passedOn(String id, Duration remembered);

}
