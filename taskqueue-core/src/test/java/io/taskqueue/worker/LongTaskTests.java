package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Json;
import io.taskqueue.message.Message;
import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class LongTaskTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(30);

	private static final Duration HALF = Duration.ofMinutes(15);

	private static final Duration TICK = Duration.ofSeconds(5);

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture((options) -> options.concurrency(1).prefetch(10),
			this.tasks);

	@BeforeEach
	void giveTheBrokerATimeout() {
		BrokerCapabilities real = this.fixture.broker.capabilities;
		this.fixture.broker.capabilities = new BrokerCapabilities("timeout", true, true, real.maxDelay(),
				real.delayStep(), TIMEOUT);
	}

	@AfterEach
	void stop() {
		this.fixture.store.away = false;
		this.tasks.goOn.release(1000);
		this.fixture.close();
	}

	@Test
	void isHandedOverAtHalfTheTimeoutAndRunsOnce() throws Exception {
		String id = begin("blocks");
		pass(HALF.minus(TICK));
		assertThat(this.fixture.journal.entries()).doesNotContain("hold");

		awaitLease();
		// The broker could close the channel now: it has nothing to give back
		this.fixture.broker.delegate().stop();
		pass(TIMEOUT);
		this.tasks.goOn.release();

		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).filteredOn(LongTaskTests::settles)
			.containsExactly("hold", "ack", "store SUCCESS NONE", "release"));
		assertThat(this.tasks.runs).hasValue(1);
		assertThat(claim()).isEmpty();
	}

	@Test
	void consequencesArePublishedBeforeTheLeaseIsReleased() throws Exception {
		beginLinked();
		lease();

		this.tasks.goOn.release();

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).filteredOn(LongTaskTests::settles)
			.startsWith("hold", "ack", "store SUCCESS NONE", "publish follows to tasks", "release"));
	}

	@Test
	void aFailureWritesItsDeadRecordBeforeTheLeaseIsReleased() throws Exception {
		begin("fails");
		lease();

		this.tasks.goOn.release();

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).filteredOn(LongTaskTests::settles)
			.containsExactly("hold", "ack", "store FAILURE NONE", "publish fails to taskqueue.dead", "release"));
	}

	@Test
	void aTaskThatEndsInTimeIsNotLeased() throws Exception {
		String id = begin("blocks");
		pass(HALF.minusMinutes(1));
		this.tasks.goOn.release();
		this.fixture.outcome(id);

		pass(TIMEOUT);

		assertThat(this.fixture.journal.entries()).doesNotContain("hold");
	}

	@Test
	void aTaskThatIsAcknowledgedEarlyIsNotLeased() throws Exception {
		begin("early");

		pass(TIMEOUT);

		assertThat(this.fixture.journal.entries()).doesNotContain("hold");
	}

	@Test
	void nothingHappensWhereTheBrokerWaitsForEver() throws Exception {
		this.fixture.broker.capabilities = this.fixture.broker.delegate().capabilities();
		begin("blocks");

		pass(TIMEOUT);

		assertThat(this.fixture.journal.entries()).doesNotContain("hold", "requeue");
	}

	@Test
	void whatWasNotBegunIsGivenBackInTime() throws Exception {
		begin("blocks");
		String waiting = this.fixture.submit("blocks", Integer.class).id();
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().reserved()).isEqualTo(1));
		lease();
		pass(Duration.ofMinutes(7));
		assertThat(this.fixture.journal.entries()).doesNotContain("requeue");

		pass(Duration.ofMinutes(1));

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).filteredOn("requeue"::equals).hasSize(1));
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().reserved()).isEqualTo(1));
		this.tasks.goOn.release(2);
		this.fixture.outcome(waiting);
		assertThat(this.tasks.runs).hasValue(2);
	}

	@Test
	void handingOverIsTriedAgainWhileTheStoreIsAway() throws Exception {
		String id = begin("blocks");
		this.fixture.store.away = true;
		pass(Duration.ofMinutes(26));
		assertThat(this.fixture.journal.entries()).doesNotContain("ack", "requeue", "hold");

		this.fixture.store.away = false;
		awaitLease();
		this.tasks.goOn.release();

		this.fixture.outcome(id);
		assertThat(this.tasks.runs).hasValue(1);
	}

	@Test
	void isGivenBackAndRunsAgainIfTheStoreStaysAway() throws Exception {
		String id = begin("blocks");
		this.fixture.store.away = true;

		pass(Duration.ofMinutes(28));

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).containsExactly("requeue"));
		this.fixture.store.away = false;
		this.tasks.goOn.release(2);
		move(() -> assertThat(this.tasks.runs).hasValue(2));
		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.fixture.worker.status().totals().dropped()).isEqualTo(1);
	}

	@Test
	void isRenewedForAsLongAsItRuns() throws Exception {
		begin("blocks");
		lease();

		pass(Duration.ofMinutes(5));

		assertThat(claim()).isEmpty();
	}

	@Test
	void isHeldAgainWhenTheStoreHasLostTheLease() throws Exception {
		begin("blocks");
		lease();
		this.fixture.store.away = true;
		pass(Duration.ofMinutes(2));
		List<Lease> lost = claim();
		lost.forEach((lease) -> leases().release(lease.id()));
		this.fixture.store.away = false;

		move(() -> assertThat(this.fixture.journal.entries()).filteredOn("hold"::equals).hasSize(2));

		this.fixture.store.away = true;
		pass(Duration.ofMinutes(2));
		assertThat(claim()).extracting(Lease::id).containsExactly(lost.get(0).id());
	}

	@Test
	void aSuccessWhoseLeaseWasTakenIsStoredAndNothingElse() throws Exception {
		String id = beginLinked();
		loseTheLease();

		this.tasks.goOn.release();

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().totals().dropped()).isEqualTo(1));
		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.fixture.journal.entries()).contains("store SUCCESS KEEP_SUCCESS")
			.noneMatch((entry) -> entry.startsWith("publish follows") || entry.equals("release"));
	}

	@Test
	void aLateSuccessLeavesAnEarlierOne() throws Exception {
		String id = begin("blocks");
		loseTheLease();
		ResultDocument earlier = ResultDocument.of(id, TaskState.SUCCESS, Json.of("42"));
		this.fixture.store.delegate().store(earlier, null, StoreGuard.NONE);

		this.tasks.goOn.release();

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().totals().dropped()).isEqualTo(1));
		assertThat(this.fixture.outcome(id)).isEqualTo(earlier);
	}

	@Test
	void aFailureWhoseLeaseWasTakenIsDropped() throws Exception {
		begin("fails");
		loseTheLease();

		this.tasks.goOn.release();

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().totals().dropped()).isEqualTo(1));
		assertThat(this.fixture.journal.entries()).noneMatch((entry) -> entry.startsWith("store FAILURE"));
	}

	@Test
	void aLapsedLeaseIsPublishedAgainAsARepeatAndRuns() {
		String id = abandon(WorkerFixture.QUEUE);
		this.tasks.goOn.release();
		this.fixture.start();

		move(() -> assertThat(this.tasks.runs).hasValue(1));

		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.fixture.broker.publications)
			.anyMatch((publication) -> Boolean.TRUE.equals(publication.message().headers().get("republished")));
		pass(HALF);
		assertThat(this.tasks.runs).hasValue(1);
		assertThat(claim()).isEmpty();
	}

	@Test
	void aLapsedLeaseWhoseOutcomeIsStoredDoesNotRun() {
		String id = abandon(WorkerFixture.QUEUE);
		ResultDocument stored = ResultDocument.of(id, TaskState.SUCCESS, Json.of("42")).toBuilder().retries(0).build();
		this.fixture.store.delegate().store(stored, null, StoreGuard.NONE);
		this.fixture.start();

		move(() -> assertThat(this.fixture.worker.status().totals().repeats()).isEqualTo(1));

		assertThat(this.tasks.runs).hasValue(0);
	}

	@Test
	void nothingIsClaimedBeforeHoldersCouldRenew() {
		abandon(WorkerFixture.QUEUE);
		this.tasks.goOn.release();
		this.fixture.store.away = true;
		this.fixture.start();
		pass(Duration.ofMinutes(10));
		this.fixture.store.away = false;

		pass(HeldLeases.TERM.minus(TICK));

		assertThat(this.tasks.runs).hasValue(0);
		move(() -> assertThat(this.tasks.runs).hasValue(1));
	}

	@Test
	void manyLapsedLeasesAreAllPublishedAgain() {
		for (int i = 0; i < 35; i++) {
			abandon(WorkerFixture.QUEUE);
		}
		this.tasks.goOn.release(100);
		this.fixture.start();

		move(() -> assertThat(this.tasks.runs).hasValue(35));
	}

	@Test
	void aLapsedLeaseThatNoQueueTakesBecomesADeadRecord() {
		abandon("gone");
		List<Delivery> dead = this.fixture.dead();
		this.fixture.start();

		move(() -> assertThat(dead).hasSize(1));

		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "unpublished")
			.containsEntry("taskqueue-dead-queue", "gone");
	}

	@Test
	void anInterruptedTasksLeaseLapsesAtOnce() throws Exception {
		begin("blocks");
		lease();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(Duration.ZERO).toCompletableFuture();
		this.fixture.time.advance(Duration.ZERO);

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		assertThat(claim()).hasSize(1);
		assertThat(this.fixture.read(WorkerFixture.QUEUE)).isEmpty();
	}

	@Test
	void aTaskThatIgnoresTheInterruptLeavesItsLeaseToOthers() throws Exception {
		begin("stubborn");
		lease();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(Duration.ZERO).toCompletableFuture();
		move(() -> assertThat(stopped).isDone());

		assertThat(claim()).hasSize(1);
		this.tasks.goOn.release();
		WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(1));
		assertThat(this.fixture.journal.entries()).noneMatch((entry) -> entry.startsWith("store"));
	}

	@Test
	void aLeasedTaskThatEndsInTheGraceIsSettled() throws Exception {
		String id = begin("blocks");
		lease();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(HALF).toCompletableFuture();
		pass(Duration.ofMinutes(10));
		this.tasks.goOn.release();

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
		assertThat(claim()).isEmpty();
	}

	private String begin(String task) throws InterruptedException {
		this.fixture.start();
		String id = this.fixture.submit(task, Integer.class).id();
		assertThat(this.tasks.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		this.fixture.journal.clear();
		return id;
	}

	private String beginLinked() throws InterruptedException {
		this.fixture.start();
		String id = this.fixture.client
			.submit(Signature.of("blocks", Integer.class).link(Signature.of("follows", Void.class)))
			.id();
		assertThat(this.tasks.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		this.fixture.journal.clear();
		return id;
	}

	/**
	 * Let time pass until the running task is leased.
	 */
	private void lease() {
		advance(HALF);
		awaitLease();
	}

	private void awaitLease() {
		advance(TICK);
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).contains("hold", "ack"));
	}

	/**
	 * Let the worker be cut off until somebody has taken the running task's lease.
	 */
	private void loseTheLease() {
		lease();
		this.fixture.store.away = true;
		pass(HeldLeases.TERM.multipliedBy(2));
		assertThat(claim()).hasSize(1);
		this.fixture.store.away = false;
	}

	/**
	 * Leave a lapsed lease behind, as a worker does that dies.
	 */
	private String abandon(String queue) {
		String id = this.fixture.submit("blocks", Integer.class).id();
		List<Delivery> read = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(read).hasSize(1));
		Message message = read.get(0).message();
		read.get(0).ack();
		this.fixture.stopReading();
		leases().hold(new Lease("lease-" + id, message, queue, "", queue), Duration.ZERO);
		return id;
	}

	private List<Lease> claim() {
		return leases().claimLapsed(100, Duration.ofDays(10)).toCompletableFuture().join();
	}

	private LeaseStore leases() {
		return this.fixture.store.delegate().leases();
	}

	/**
	 * Let time pass tick by tick, with the worker keeping up.
	 */
	private void pass(Duration duration) {
		for (long ticks = duration.dividedBy(TICK); ticks > 0; ticks--) {
			advance(TICK);
		}
	}

	private void advance(Duration duration) {
		int renewals = this.fixture.store.renewals.get();
		this.fixture.time.advance(duration);
		if (watching()) {
			WorkerFixture.await(() -> assertThat(this.fixture.store.renewals).hasValueGreaterThan(renewals));
		}
	}

	private boolean watching() {
		return this.fixture.broker.capabilities.consumerTimeout() != null && this.fixture.worker.status().running();
	}

	private void move(Runnable assertion) {
		WorkerFixture.await(() -> {
			advance(TICK);
			assertion.run();
		});
	}

	private static boolean settles(String entry) {
		return entry.equals("hold") || entry.equals("ack") || entry.equals("release") || entry.startsWith("store")
				|| entry.startsWith("publish");
	}

	static final class Tasks {

		private final Semaphore goOn = new Semaphore(0);

		private final Semaphore begun = new Semaphore(0);

		private final AtomicInteger runs = new AtomicInteger();

		@Task(name = "blocks")
		int blocks() throws InterruptedException {
			this.begun.release();
			this.goOn.acquire();
			return this.runs.incrementAndGet();
		}

		@Task(name = "early", acksLate = false)
		int early() throws InterruptedException {
			return blocks();
		}

		@Task(name = "stubborn")
		int stubborn() {
			this.begun.release();
			this.goOn.acquireUninterruptibly();
			return this.runs.incrementAndGet();
		}

		@Task(name = "fails")
		int fails() throws InterruptedException {
			blocks();
			throw new IllegalStateException("broken");
		}

		@Task(name = "follows")
		void follows(int result) {
		}

	}

}
