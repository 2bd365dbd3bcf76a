package io.taskqueue.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementTests {

	private final ManualTimeSource time = new ManualTimeSource();

	private final List<String> steps = new ArrayList<>();

	private final List<Boolean> full = new ArrayList<>();

	private final InFlight inFlight = new InFlight();

	private final WorkerCounters counters = new WorkerCounters();

	private final RecordingBroker broker = new RecordingBroker(new MemoryBroker(this.time), new Journal());

	private final Backlog backlog = new Backlog(2, this.full::add, Runnable::run, this.time);

	private final Settling settling = settling(this.broker);

	private final TestDelivery delivery = new TestDelivery(TestMessages.task("id-1", "known"));

	@Test
	void acknowledgesAfterTheLastStepHasCompleted() {
		CompletableFuture<Void> first = new CompletableFuture<>();
		CompletableFuture<Void> second = new CompletableFuture<>();
		settle((again) -> step("first", first), (again) -> step("second", second));

		assertThat(this.steps).containsExactly("first");
		first.complete(null);
		assertThat(this.steps).containsExactly("first", "second");
		assertThat(this.delivery.open).isTrue();
		second.complete(null);

		assertThat(this.delivery.settled).isEqualTo("ack");
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void repeatsTheStepThatFailedAndNotThoseBefore() {
		List<Boolean> repeats = new ArrayList<>();
		settle((again) -> step("first", CompletableFuture.completedFuture(null)), (again) -> {
			repeats.add(again);
			return (repeats.size() < 3) ? CompletableFuture.failedFuture(new ResultStoreException("away", null))
					: CompletableFuture.completedFuture(null);
		});

		this.time.advance(Duration.ofSeconds(10));

		assertThat(this.steps).containsExactly("first");
		assertThat(repeats).containsExactly(false, true, true);
		assertThat(this.delivery.settled).isEqualTo("ack");
	}

	@Test
	void waitsLongerAndLongerButNotForEver() {
		List<Long> attempts = new ArrayList<>();
		settle((again) -> {
			attempts.add(this.time.nanoTime() / 1_000_000);
			return CompletableFuture.failedFuture(new BrokerException("away", null));
		});

		this.time.advance(Duration.ofSeconds(60));

		assertThat(attempts).startsWith(0L, 100L, 300L, 700L, 1500L, 3100L, 6300L, 12_700L, 22_700L, 32_700L);
	}

	@Test
	void whatWaitingDoesNotCureBecomesADeadRecord() {
		settle((again) -> {
			throw new IllegalStateException("cannot be stored");
		});

		assertThat(this.delivery.settled).isEqualTo("ack");
		assertThat(this.broker.publications).singleElement().satisfies((publication) -> {
			assertThat(publication.routingKey()).isEqualTo("taskqueue.dead");
			assertThat(publication.message().headers()).containsEntry("taskqueue-dead-reason", "unsettled");
		});
	}

	@Test
	void aDeadRecordThatCannotBeWrittenWaitsInsteadOfSpinning() {
		this.broker.failing = (publication) -> new IllegalStateException("broken");
		settle((again) -> {
			throw new IllegalStateException("cannot be stored");
		});
		assertThat(this.delivery.open).isTrue();
		assertThat(this.backlog.outcomes()).isEqualTo(1);

		this.broker.failing = (publication) -> null;
		this.time.advance(Duration.ofSeconds(1));

		assertThat(this.delivery.settled).isEqualTo("ack");
		assertThat(this.backlog.outcomes()).isZero();
	}

	@Test
	void dropsADeliveryThatTheBrokerTookAway() {
		CompletableFuture<Void> first = new CompletableFuture<>();
		settle((again) -> step("first", first), (again) -> step("second", new CompletableFuture<>()));
		this.delivery.open = false;

		first.complete(null);

		assertThat(this.steps).containsExactly("first");
		assertThat(this.counters.totals().dropped()).isEqualTo(1);
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void goesOnWithoutADeliveryThatWasAcknowledgedEarly() {
		this.delivery.ack();
		this.inFlight.enter();
		this.settling.settle(this.delivery, false,
				() -> List.of((again) -> step("first", CompletableFuture.completedFuture(null))));

		assertThat(this.steps).containsExactly("first");
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void saysWhenTooManyOutcomesWaitAndWhenTheyNoLongerDo() {
		List<CompletableFuture<Void>> stored = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			settle((again) -> again ? stored(stored)
					: CompletableFuture.failedFuture(new ResultStoreException("away", null)));
		}
		assertThat(this.full).containsExactly(true);
		this.time.advance(Duration.ofSeconds(1));

		stored.get(0).complete(null);
		assertThat(this.full).containsExactly(true);
		stored.get(1).complete(null);

		assertThat(this.full).containsExactly(true, false);
	}

	private static CompletableFuture<Void> stored(List<CompletableFuture<Void>> all) {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		all.add(stage);
		return stage;
	}

	private CompletableFuture<Void> step(String name, CompletableFuture<Void> stage) {
		this.steps.add(name);
		return stage;
	}

	private void settle(Step... all) {
		this.inFlight.enter();
		this.settling.settle(this.delivery, true, () -> List.of(all));
	}

	private Settling settling(Broker target) {
		DeadLetters deadLetters = new DeadLetters(target, this.time, Duration.ofSeconds(1), this.counters);
		WorkerOptions options = WorkerOptions.builder("test@host", List.of("tasks")).build();
		Prefetch prefetch = new Prefetch(options, Runnable::run, (changed) -> {
		});
		return new Settling(Runnable::run, this.backlog, prefetch, this.inFlight, deadLetters, this.counters);
	}

}
