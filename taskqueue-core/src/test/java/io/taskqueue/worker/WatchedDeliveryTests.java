package io.taskqueue.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseState;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.result.ResultStoreException;

import static org.assertj.core.api.Assertions.assertThat;

class WatchedDeliveryTests {

	private final TestDelivery delivery = new TestDelivery(
			new Message(MessageProperties.json("id"), Map.of("id", "id"), "[]".getBytes(StandardCharsets.UTF_8)));

	private final SlowStore store = new SlowStore();

	private final HeldLeases leases = new HeldLeases(this.store);

	private final WatchedDelivery watched = new WatchedDelivery(this.delivery, this.leases, (ended) -> {
	}, 0);

	@BeforeEach
	void beginToHandOver() {
		WatchedDelivery.begin(this.watched);
		this.leases.take(this.watched);
	}

	@Test
	void isAcknowledgedOnceItIsHeld() {
		assertThat(this.delivery.settled).isEmpty();

		this.store.answer.complete(true);

		assertThat(this.delivery.settled).isEqualTo("ack");
		assertThat(this.watched.open()).isTrue();
		assertThat(this.watched.leased()).isTrue();
	}

	@Test
	void staysTheBrokersWhenItCannotBeHeld() {
		this.store.answer.completeExceptionally(new ResultStoreException("away", null));

		assertThat(this.watched.open()).isTrue();
		assertThat(this.watched.leased()).isFalse();
		assertThat(this.delivery.settled).isEmpty();
	}

	@Test
	void settledMeanwhileLeavesNoLease() {
		this.watched.ack();
		assertThat(this.delivery.settled).isEqualTo("ack");

		this.store.answer.complete(true);

		assertThat(this.store.released).isTrue();
		assertThat(this.watched.open()).isFalse();
	}

	@Test
	void settledMeanwhileLeavesNoLeaseThatMayHaveBeenHeld() {
		this.watched.requeue();
		assertThat(this.delivery.settled).isEqualTo("requeue");

		this.store.answer.completeExceptionally(new ResultStoreException("no answer", null));

		assertThat(this.store.released).isTrue();
	}

	@Test
	void takenAwayByTheBrokerMeanwhileLeavesNoLease() {
		this.delivery.open = false;

		this.store.answer.complete(true);

		assertThat(this.store.released).isTrue();
		assertThat(this.watched.open()).isFalse();
	}

	@Test
	void takenByAnotherWorkerMeanwhileIsAcknowledgedAndOver() {
		this.store.answer.complete(false);

		assertThat(this.delivery.settled).isEqualTo("ack");
		assertThat(this.watched.open()).isFalse();
	}

	@Test
	void staysTheBrokersWhenTheWorkerStopsMeanwhile() {
		this.leases.close();

		this.store.answer.complete(true);

		assertThat(this.store.released).isTrue();
		assertThat(this.delivery.settled).isEmpty();
		assertThat(this.watched.leased()).isFalse();
	}

	@Test
	void isNotGivenBackOnceItIsBegun() {
		assertThat(this.watched.giveBack()).isFalse();
		assertThat(this.watched.giveUp()).isFalse();

		assertThat(this.delivery.settled).isEmpty();
	}

	@Test
	void isGivenBackUnlessItIsBegun() {
		WatchedDelivery unbegun = new WatchedDelivery(this.delivery, this.leases, (ended) -> {
		}, 0);

		assertThat(unbegun.moving()).isNull();
		assertThat(unbegun.giveBack()).isTrue();

		assertThat(this.delivery.settled).isEqualTo("requeue");
		assertThat(WatchedDelivery.begin(unbegun)).isFalse();
		assertThat(unbegun.open()).isFalse();
	}

	@Test
	void settlingALeaseReachesTheStoreOnly() {
		this.store.answer.complete(true);

		this.watched.requeue();
		this.watched.ack();

		assertThat(this.store.renewedFor).isEqualTo(Duration.ZERO);
		assertThat(this.store.released).isFalse();
		assertThat(this.delivery.settled).isEqualTo("ack");
	}

	/**
	 * A store that answers when it is told to.
	 */
	private static final class SlowStore implements LeaseStore {

		private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

		private Duration renewedFor = Duration.ofDays(1);

		private boolean released;

		@Override
		public CompletionStage<Boolean> hold(Lease lease, Duration term) {
			return this.answer;
		}

		@Override
		public CompletionStage<Map<String, LeaseState>> renew(Collection<String> ids, Duration term) {
			this.renewedFor = term;
			return CompletableFuture.completedStage(Map.of());
		}

		@Override
		public CompletionStage<Void> release(String id) {
			this.released = true;
			return CompletableFuture.completedStage(null);
		}

		@Override
		public CompletionStage<List<Lease>> claimLapsed(int limit, Duration claim) {
			return CompletableFuture.completedStage(List.of());
		}

		@Override
		public CompletionStage<Void> passedOn(String id, Duration remembered) {
			return CompletableFuture.completedStage(null);
		}

	}

}
