package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Task;
import io.taskqueue.broker.Delivery;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StopTests {

	private static final Duration GRACE = Duration.ofSeconds(30);

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture((options) -> options.concurrency(2).prefetch(50),
			this.tasks);

	@AfterEach
	void stop() {
		this.tasks.goOn.countDown();
		this.fixture.close();
	}

	@Test
	void runningTasksEndAndWhatWasNotBegunGoesBack() throws Exception {
		for (int i = 0; i < 20; i++) {
			this.fixture.submit("blocks", Void.class);
		}
		this.fixture.start();
		assertThat(this.tasks.begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(GRACE).toCompletableFuture();
		assertThat(this.fixture.worker.status().running()).isFalse();
		assertThat(stopped).isNotDone();
		this.tasks.goOn.countDown();

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.tasks.ended).hasValue(2);
		List<Delivery> left = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(left).hasSize(18));
		assertThat(this.fixture.journal.entries()).filteredOn("ack"::equals).hasSize(2);
	}

	@Test
	void tasksThatDoNotEndAreInterruptedAndGivenBack() throws Exception {
		String id = this.fixture.submit("blocks", Void.class).id();
		this.fixture.start();
		assertThat(this.tasks.begun.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(GRACE).toCompletableFuture();
		this.fixture.time.advance(GRACE.minusMillis(1));
		assertThat(stopped).isNotDone();
		this.fixture.time.advance(Duration.ofMillis(1));

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		List<Delivery> left = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(left).hasSize(1));
		assertThat(this.fixture.store.fetch(id).toCompletableFuture()).isCompletedWithValue(null);
		assertThat(this.fixture.worker.status().processed()).isZero();
	}

	@Test
	void tasksThatIgnoreTheInterruptAreLeftToThemselvesAndRunElsewhere() throws Exception {
		this.fixture.submit("stubborn", Void.class);
		this.fixture.start();
		assertThat(this.tasks.begun.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(Duration.ZERO).toCompletableFuture();
		WorkerFixture.await(() -> {
			this.fixture.time.advance(Duration.ofSeconds(1));
			assertThat(stopped).isDone();
		});

		List<Delivery> left = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(left).hasSize(1));
		this.tasks.goOn.countDown();
		WorkerFixture.await(() -> assertThat(this.tasks.ended).hasValue(1));
		assertThat(this.fixture.journal.entries()).noneMatch((entry) -> entry.startsWith("store"));
	}

	@Test
	void anEarlyAcknowledgedTaskThatIsInterruptedFails() throws Exception {
		String id = this.fixture.submit("early", Void.class).id();
		this.fixture.start();
		assertThat(this.tasks.begun.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();

		CompletableFuture<Void> stopped = this.fixture.worker.stop(GRACE).toCompletableFuture();
		this.fixture.time.advance(GRACE);

		assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.FAILURE);
	}

	@Test
	void nothingIsLostOrRunTwiceOverManyRestarts() {
		int sent = 300;
		for (int i = 0; i < sent; i++) {
			this.fixture.submit("counts", Integer.class);
		}
		for (int i = 0; i < 3; i++) {
			this.fixture.start();
			int goal = (i + 1) * 20;
			WorkerFixture.await(() -> assertThat(this.tasks.ended).hasValueGreaterThanOrEqualTo(goal));
			this.fixture.stop();
			WorkerFixture.await(() -> assertThat(WorkerFixture.threads()).isEmpty());
		}

		List<Delivery> left = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(left).hasSize(sent - this.tasks.ended.get()));
		assertThat(this.fixture.worker.status().processed()).isEqualTo(this.tasks.ended.get());
	}

	@Test
	void startAndStopHaveNoEffectTwice() {
		this.fixture.start().start();
		CompletableFuture<Void> first = this.fixture.worker.stop().toCompletableFuture();
		CompletableFuture<Void> second = this.fixture.worker.stop().toCompletableFuture();

		assertThat(first).succeedsWithin(Duration.ofSeconds(10));
		assertThat(second).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.fixture.worker.stop().toCompletableFuture()).isCompleted();
		assertThat(this.fixture.worker.status().running()).isFalse();
	}

	@Test
	void cannotBeStartedWhileItStops() throws Exception {
		this.fixture.submit("blocks", Void.class);
		this.fixture.start();
		assertThat(this.tasks.begun.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
		this.fixture.worker.stop(GRACE);

		assertThatIllegalStateException().isThrownBy(this.fixture.worker::start)
			.withMessageContaining("still stopping");
	}

	@Test
	void consumesAsSoonAsTheBrokerIsThere() {
		this.fixture.broker.away = true;
		this.fixture.start();
		assertThat(this.fixture.worker.status().queues())
			.containsExactly(new WorkerStatus.QueueStatus("tasks", false, "away"));

		this.fixture.broker.away = false;
		this.fixture.time.advance(Duration.ofSeconds(1));

		assertThat(this.fixture.worker.status().queues())
			.containsExactly(new WorkerStatus.QueueStatus("tasks", true, null));
		this.fixture.outcome(this.fixture.submit("counts", Integer.class).id());
	}

	@Test
	void opensNoConsumerAfterTheStop() {
		this.fixture.broker.away = true;
		this.fixture.start();
		this.fixture.stop();

		this.fixture.broker.away = false;
		this.fixture.time.advance(Duration.ofMinutes(1));

		assertThat(WorkerFixture.threads()).isEmpty();
		assertThat(this.fixture.worker.status().queues())
			.containsExactly(new WorkerStatus.QueueStatus("tasks", false, null));
	}

	static final class Tasks {

		private final CountDownLatch goOn = new CountDownLatch(1);

		private final Semaphore begun = new Semaphore(0);

		private final AtomicInteger ended = new AtomicInteger();

		@Task(name = "blocks")
		void blocks() throws InterruptedException {
			this.begun.release();
			this.goOn.await();
			this.ended.incrementAndGet();
		}

		@Task(name = "early", acksLate = false)
		void early() throws InterruptedException {
			blocks();
		}

		@Task(name = "stubborn")
		void stubborn() {
			this.begun.release();
			boolean waiting = true;
			while (waiting) {
				try {
					this.goOn.await();
					waiting = false;
				}
				catch (InterruptedException ex) {
					// Stubborn
				}
			}
			this.ended.incrementAndGet();
		}

		@Task(name = "counts")
		int counts() {
			return this.ended.incrementAndGet();
		}

	}

}
