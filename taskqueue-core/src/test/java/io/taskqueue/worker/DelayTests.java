package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Task;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that do not run at once: not due, expired, unknown.
 */
class DelayTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void whatIsNotDueGoesBackToTheBrokerAndComesWhenItIsDue() {
		this.fixture.publish(
				TestMessages.message(TaskHeaders.of("id-1", "notes").toBuilder().eta(now().plusSeconds(60)).build()));
		this.fixture.start();

		WorkerFixture
			.await(() -> assertThat(this.fixture.journal.entries()).containsExactly("publish notes to tasks", "ack"));
		assertThat(this.fixture.broker.publications.get(0).notBefore()).isEqualTo(now().plusSeconds(60));
		assertThat(this.fixture.worker.status().reserved()).isZero();
		this.fixture.time.advance(Duration.ofSeconds(60));

		this.fixture.outcome("id-1");
		assertThat(this.tasks.runs).containsExactly(ManualTimeSource.START.plusSeconds(60));
	}

	@Test
	void whatIsDueLaterThanTheBrokerCanDelayGoesBackAgain() {
		BrokerCapabilities real = this.fixture.broker.capabilities;
		this.fixture.broker.capabilities = new BrokerCapabilities("short", true, true, Duration.ofSeconds(40),
				real.delayStep());
		this.fixture.publish(
				TestMessages.message(TaskHeaders.of("id-1", "notes").toBuilder().eta(now().plusSeconds(60)).build()));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.fixture.broker.publications).hasSize(1));
		assertThat(this.fixture.broker.publications.get(0).notBefore()).isEqualTo(now().plusSeconds(40));
		this.fixture.time.advance(Duration.ofSeconds(40));
		WorkerFixture.await(() -> assertThat(this.fixture.broker.publications).hasSize(2));
		this.fixture.time.advance(Duration.ofSeconds(20));

		this.fixture.outcome("id-1");
		assertThat(this.tasks.runs).containsExactly(ManualTimeSource.START.plusSeconds(60));
	}

	@Test
	void theLastMomentIsSpentHereWithoutASlot() {
		holdLastSecond();
		this.fixture.publish(
				TestMessages.message(TaskHeaders.of("id-1", "notes").toBuilder().eta(now().plusMillis(700)).build()));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().reserved()).isEqualTo(1));
		assertThat(this.fixture.worker.status().active()).isZero();
		this.fixture.time.advance(Duration.ofMillis(699));
		assertThat(this.tasks.runs).isEmpty();
		this.fixture.time.advance(Duration.ofMillis(1));

		this.fixture.outcome("id-1");
		assertThat(this.fixture.broker.publications).isEmpty();
		assertThat(this.fixture.worker.status().reserved()).isZero();
	}

	@Test
	void whatIsHeldGoesBackWhenTheWorkerStops() {
		holdLastSecond();
		this.fixture.publish(
				TestMessages.message(TaskHeaders.of("id-1", "notes").toBuilder().eta(now().plusMillis(700)).build()));
		this.fixture.start();
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().reserved()).isEqualTo(1));

		this.fixture.stop();

		assertThat(this.fixture.journal.entries()).containsExactly("requeue");
		List<Delivery> left = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(left).hasSize(1));
	}

	@Test
	void whatHasExpiredIsRevoked() {
		this.fixture.publish(TestMessages
			.message(TaskHeaders.of("id-1", "notes").toBuilder().expires(now().minusSeconds(1)).build()));
		List<Delivery> dead = this.fixture.start().dead();

		ResultDocument outcome = this.fixture.outcome("id-1");

		assertThat(outcome.state()).isEqualTo(TaskState.REVOKED);
		assertThat(outcome.result()).isEqualTo(ErrorDocument.revoked("expired").toJson());
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).contains("ack"));
		assertThat(this.tasks.runs).isEmpty();
		assertThat(dead).isEmpty();
	}

	@Test
	void whatExpiresWhileItWaitsForASlotIsRevoked() {
		holdLastSecond();
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "notes")
			.toBuilder()
			.eta(now().plusMillis(900))
			.expires(now().plusMillis(500))
			.build()));
		this.fixture.start();
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().reserved()).isEqualTo(1));

		this.fixture.time.advance(Duration.ofSeconds(1));

		assertThat(this.fixture.outcome("id-1").state()).isEqualTo(TaskState.REVOKED);
		assertThat(this.tasks.runs).isEmpty();
	}

	@Test
	void anUnknownTaskIsOfferedToOthersUntilItsGraceIsOver() {
		List<Delivery> dead = this.fixture.dead();
		this.fixture.publish(TestMessages.task("id-1", "nobody.knows"));
		this.fixture.start();

		WorkerFixture.await(() -> {
			this.fixture.time.advance(Duration.ofSeconds(1));
			assertThat(dead).hasSize(1);
		});

		ResultDocument outcome = this.fixture.outcome("id-1");
		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(outcome.result()).isEqualTo(ErrorDocument.notRegistered("nobody.knows").toJson());
		assertThat(Duration.between(ManualTimeSource.START, outcome.dateDone())).isBetween(Duration.ofMinutes(5),
				Duration.ofMinutes(6));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "unknown-task");
		assertThat(this.fixture.broker.publications).hasSizeLessThan(20);
	}

	@Test
	void anUnknownTaskIsTakenByAWorkerThatKnowsIt() {
		try (WorkerFixture newer = new WorkerFixture(this.tasks, new NewTasks())) {
			this.fixture.publish(TestMessages.task("id-1", "newly.added"));
			this.fixture.start();
			WorkerFixture.await(() -> assertThat(this.fixture.broker.publications).hasSize(1));
			Publication sentOn = this.fixture.broker.publications.get(0);
			assertThat(sentOn.message().headers()).containsEntry("taskqueue-unknown-since", now().toString());

			this.fixture.stop();
			newer.publish(sentOn.message());
			newer.start();

			assertThat(newer.outcome("id-1").state()).isEqualTo(TaskState.SUCCESS);
		}
	}

	private Instant now() {
		return this.fixture.time.now();
	}

	private void holdLastSecond() {
		BrokerCapabilities real = this.fixture.broker.capabilities;
		this.fixture.broker.capabilities = new BrokerCapabilities("steps", true, true, real.maxDelay(),
				Duration.ofSeconds(1));
	}

	final class Tasks {

		private final List<Instant> runs = new CopyOnWriteArrayList<>();

		@Task(name = "notes")
		void notes() {
			this.runs.add(now());
		}

	}

	static final class NewTasks {

		@Task(name = "newly.added")
		void added() {
		}

	}

}
