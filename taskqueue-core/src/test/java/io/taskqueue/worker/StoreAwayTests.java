package io.taskqueue.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Task;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class StoreAwayTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(
			(options) -> options.concurrency(1).prefetch(100).maxPendingOutcomes(5), this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void outcomesWaitUnacknowledgedWithoutASlotAndAreStoredWhenTheStoreIsBack() {
		this.fixture.store.away = true;
		this.fixture.start();
		String first = this.fixture.submit("count", Integer.class).id();
		String second = this.fixture.submit("count", Integer.class).id();

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(2));
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().active()).isZero());
		assertThat(this.fixture.journal.entries()).doesNotContain("ack");
		this.fixture.time.advance(Duration.ofSeconds(60));
		assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(2);
		this.fixture.store.away = false;
		moveUntilNothingIsPending();

		assertThat(this.fixture.outcome(first).state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.fixture.outcome(second).state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.tasks.runs).hasValue(2);
	}

	@Test
	void noTaskIsBegunWhileTooManyOutcomesWait() {
		this.fixture.store.away = true;
		this.fixture.start();
		submit(5);
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().dispatching()).isFalse());

		submit(15);

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().reserved()).isEqualTo(15));
		this.fixture.time.advance(Duration.ofSeconds(60));
		assertThat(this.tasks.runs).hasValue(5);
		assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(5);
		this.fixture.store.away = false;
		moveUntilNothingIsPending();

		WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(20));
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).filteredOn("ack"::equals).hasSize(20));
		assertThat(this.fixture.worker.status().dispatching()).isTrue();
	}

	@Test
	void ignoredResultsRunOn() {
		this.fixture.store.away = true;
		this.fixture.start();
		for (int i = 0; i < 20; i++) {
			this.fixture.submit("ignored", Void.class);
		}

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).filteredOn("ack"::equals).hasSize(20));
		assertThat(this.fixture.worker.status().pendingOutcomes()).isZero();
		assertThat(this.fixture.worker.status().totals().lostMarkers()).isEqualTo(20);
	}

	@Test
	void ignoredResultsRunOnAlthoughTheOutcomesThatWaitFillThePrefetch() {
		try (WorkerFixture narrow = new WorkerFixture((options) -> options.concurrency(1).prefetch(2), this.tasks)) {
			narrow.store.away = true;
			narrow.start();
			for (int i = 0; i < 30; i++) {
				narrow.submit("count", Integer.class);
			}
			for (int i = 0; i < 10; i++) {
				narrow.submit("ignored", Void.class);
			}

			WorkerFixture.await(() -> assertThat(narrow.worker.status().pendingOutcomes()).isEqualTo(30));
			WorkerFixture.await(() -> assertThat(narrow.journal.entries()).filteredOn("ack"::equals).hasSize(10));
		}
	}

	@Test
	void anOutcomeAcknowledgedEarlyWaitsToo() {
		this.fixture.store.away = true;
		this.fixture.start();
		String id = this.fixture.submit("early", Integer.class).id();
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(1));
		this.fixture.store.away = false;

		moveUntilNothingIsPending();

		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
	}

	@Test
	void aDeadRecordWaitsForTheBroker() {
		this.fixture.broker.failing = (publication) -> publication.routingKey().equals(DeadLetters.QUEUE)
				? new BrokerException("away", null) : null;
		this.fixture.start();
		this.fixture.submit("fails", Void.class);

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(1));
		assertThat(this.fixture.journal.entries()).doesNotContain("ack");
		this.fixture.broker.failing = (publication) -> null;
		moveUntilNothingIsPending();

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).endsWith("ack"));
		assertThat(this.fixture.journal.entries()).filteredOn((entry) -> entry.startsWith("store FAILURE")).hasSize(1);
	}

	@Test
	void outcomesOfDeliveriesThatTheBrokerTookAwayAreDropped() {
		this.fixture.store.away = true;
		this.fixture.start();
		this.fixture.submit("count", Integer.class);
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(1));

		this.fixture.broker.stop();
		this.fixture.store.away = false;
		moveUntilNothingIsPending();

		assertThat(this.fixture.worker.status().totals().dropped()).isEqualTo(1);
		assertThat(this.fixture.journal.entries()).noneMatch((entry) -> entry.startsWith("store SUCCESS"));
	}

	@Test
	void unstoredOutcomesGoToOthersWhenTheWorkerStops() {
		this.fixture.store.away = true;
		this.fixture.start();
		this.fixture.submit("count", Integer.class);
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(1));

		var stopped = this.fixture.worker.stop(Duration.ofSeconds(20)).toCompletableFuture();
		assertThat(stopped).isNotDone();
		this.fixture.time.advance(Duration.ofSeconds(20));
		this.fixture.time.advance(Duration.ofSeconds(20));

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		var left = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(left).hasSize(1));
		assertThat(left.get(0).redelivered()).isTrue();
	}

	private void submit(int times) {
		for (int i = 0; i < times; i++) {
			this.fixture.submit("count", Integer.class);
		}
	}

	private void moveUntilNothingIsPending() {
		WorkerFixture.await(() -> {
			this.fixture.time.advance(Duration.ofSeconds(1));
			assertThat(this.fixture.worker.status().pendingOutcomes()).isZero();
		});
	}

	static final class Tasks {

		private final AtomicInteger runs = new AtomicInteger();

		@Task(name = "count")
		int count() {
			return this.runs.incrementAndGet();
		}

		@Task(name = "early", acksLate = false)
		int early() {
			return this.runs.incrementAndGet();
		}

		@Task(name = "ignored", ignoreResult = true)
		void ignored() {
		}

		@Task(name = "fails")
		void fails() {
			throw new IllegalStateException("broken");
		}

	}

}
