package io.taskqueue.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskMethod;
import io.taskqueue.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class SlotsTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Deque<Runnable> threads = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	private final InFlight inFlight = new InFlight();

	private final Slots slots = new Slots(1, this.threads::add, (job, slots) -> this.ran.add(job.id()), this.inFlight);

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void beginsNoMoreJobsThanThereAreSlots() {
		this.slots.resize(2);
		enter("a", "b", "c");

		assertThat(this.threads).hasSize(2);
		assertThat(this.slots.active()).isEqualTo(2);
		assertThat(this.slots.waiting()).isEqualTo(1);
	}

	@Test
	void keepsTheThreadForTheNextJob() {
		enter("a", "b", "c");

		this.threads.remove().run();

		assertThat(this.ran).containsExactly("a", "b", "c");
		assertThat(this.threads).isEmpty();
		assertThat(this.slots.active()).isZero();
	}

	@Test
	void takesTheHigherPriorityFirstAndThenTheEarlierArrival() {
		enter("first");
		this.slots.enter(job("low", 1));
		this.slots.enter(job("none", null));
		this.slots.enter(job("high", 9));
		this.slots.enter(job("high too", 9));

		this.threads.remove().run();

		assertThat(this.ran).containsExactly("first", "high", "high too", "low", "none");
	}

	@Test
	void beginsWaitingJobsWhenThereAreMoreSlots() {
		enter("a", "b", "c");

		this.slots.resize(3);

		assertThat(this.threads).hasSize(3);
	}

	@Test
	void beginsNothingNewUntilThereAreFewerThanTheNewNumberOfSlots() {
		this.slots.resize(3);
		enter("a", "b", "c", "d");
		this.slots.resize(1);

		this.threads.remove().run();
		this.threads.remove().run();

		assertThat(this.ran).containsExactly("a", "b");
		assertThat(this.slots.active()).isEqualTo(1);
		this.threads.remove().run();
		assertThat(this.ran).containsExactly("a", "b", "c", "d");
	}

	@Test
	void beginsNothingWhilePaused() {
		this.slots.pause(true);
		enter("a");
		assertThat(this.threads).isEmpty();

		this.slots.pause(false);

		assertThat(this.threads).hasSize(1);
	}

	@Test
	void goesOnAfterWorkThatThrows() {
		List<Job> jobs = List.of(job("a", null), job("b", null));
		Slots fragile = new Slots(1, this.threads::add, (job, slots) -> {
			this.ran.add(job.id());
			throw new IllegalStateException("broken");
		}, this.inFlight);
		jobs.forEach(fragile::enter);

		this.threads.remove().run();

		assertThat(this.ran).containsExactly("a", "b");
		assertThat(fragile.active()).isZero();
		assertThat(((TestDelivery) jobs.get(0).delivery()).settled).isEqualTo("requeue");
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void givesAJobBackForWhichThereIsNoThread() {
		Slots poor = new Slots(1, (action) -> {
			throw new RejectedExecutionException("no thread");
		}, (job, slots) -> this.ran.add(job.id()), this.inFlight);
		Job job = job("a", null);

		poor.enter(job);

		assertThat(((TestDelivery) job.delivery()).settled).isEqualTo("requeue");
		assertThat(poor.active()).isZero();
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void givesBackWhatComesAfterTheClose() {
		enter("a", "b");

		assertThat(this.slots.close()).extracting(Job::id).containsExactly("b");
		Job late = job("late", null);
		this.slots.enter(late);

		assertThat(((TestDelivery) late.delivery()).settled).isEqualTo("requeue");
	}

	@Test
	void lendsASlotAndHandsItBackBeforeNewJobs() throws Exception {
		CountDownLatch lent = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(3);
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch otherRuns = new CountDownLatch(1);
		CountDownLatch otherEnds = new CountDownLatch(1);
		Slots shared = new Slots(1, this.executor, (job, slots) -> {
			if (job.id().equals("waits")) {
				slots.lend();
				lent.countDown();
				await(goOn);
				slots.reclaim();
			}
			if (job.id().equals("other")) {
				otherRuns.countDown();
				await(otherEnds);
			}
			order.add(job.id());
			done.countDown();
		}, this.inFlight);

		shared.enter(job("waits", null));
		await(lent);
		shared.enter(job("other", null));
		await(otherRuns);
		shared.enter(job("later", null));
		goOn.countDown();
		WorkerFixture.await(() -> assertThat(shared.reclaiming()).isEqualTo(1));
		otherEnds.countDown();
		await(done);

		assertThat(order).containsExactly("other", "waits", "later");
		WorkerFixture.await(() -> assertThat(shared.active()).isZero());
	}

	@Test
	void anInterruptedThreadDoesNotWaitForItsSlot() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch otherRuns = new CountDownLatch(1);
		CountDownLatch flagged = new CountDownLatch(1);
		Slots shared = new Slots(1, this.executor, (job, slots) -> {
			if (job.id().equals("waits")) {
				slots.lend();
				await(otherRuns);
				Thread.currentThread().interrupt();
				slots.reclaim();
				if (Thread.interrupted()) {
					flagged.countDown();
				}
			}
			else {
				otherRuns.countDown();
				await(blocked);
			}
		}, this.inFlight);

		shared.enter(job("waits", null));
		shared.enter(job("other", null));

		await(flagged);
		WorkerFixture.await(() -> assertThat(shared.active()).isEqualTo(1));
		blocked.countDown();
		WorkerFixture.await(() -> assertThat(shared.active()).isZero());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void enter(String... ids) {
		for (String id : ids) {
			this.slots.enter(job(id, null));
		}
	}

	private static Job job(String id, Integer priority) {
		Message message = TestMessages.task(id, "known");
		Message prioritized = new Message(new MessageProperties("application/json", "utf-8", true, priority, id, null),
				message.headers(), message.body());
		TaskDefinition definition = new TaskDefinition("known", List.of(), mock(TaskMethod.class), null, null, null,
				null, false, null, RetryPolicy.NONE, List.of());
		Request request = Request.of(new TestDelivery(prioritized), TestMessages.CODEC.headers(prioritized));
		return new Job(request, definition, true, false, false);
	}

}
