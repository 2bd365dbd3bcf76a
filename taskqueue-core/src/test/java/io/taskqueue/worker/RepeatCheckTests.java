package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.Task;
import io.taskqueue.broker.Delivery;
import io.taskqueue.client.DerivedIds;
import io.taskqueue.message.Embed;
import io.taskqueue.message.Json;
import io.taskqueue.message.Message;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatCheckTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void aStoredSuccessIsNotRunAgainAndItsConsequencesArePublishedUnderTheSameIds() {
		stored("SUCCESS", 0, "41");
		this.fixture.publish(suspect(0, TestMessages.callbacks(TestMessages.signature("take", null, 1))));
		this.fixture.start();

		String derived = DerivedIds.derive("id-1", "link", 0);
		assertThat(this.fixture.outcome(derived).result().text()).isEqualTo("42");
		assertThat(this.tasks.runs).hasValue(0);
		assertThat(this.fixture.broker.publications.get(0).message().headers()).containsEntry("republished", true);
		assertThat(this.fixture.journal.entries()).startsWith("publish take to tasks", "ack");
		assertThat(this.fixture.worker.status().totals().repeats()).isEqualTo(1);
	}

	@Test
	void aStoredFailureIsNotRunAgainAndItsErrbacksArePublished() {
		List<Delivery> dead = this.fixture.dead();
		stored("FAILURE", 0, new ErrorDocument("Broken", "x", List.of("old")).toJson().text());
		this.fixture.publish(suspect(0, TestMessages.errbacks(TestMessages.signature("hear", "id-2"))));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-2").result().text()).isEqualTo("\"id-1\"");
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(this.tasks.runs).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "RETRY, 1", "REVOKED, 1", "SUCCESS, 2", "FAILURE, 2", "STARTED, 2" })
	void whatIsOverIsOnlyAcknowledged(String state, int attempt) {
		stored(state, attempt, "null");
		this.fixture.publish(suspect(1, TestMessages.callbacks(TestMessages.signature("take", "id-2", 1))));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).containsExactly("ack"));
		assertThat(this.tasks.runs).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "STARTED, 1", "RETRY, 0", "FAILURE, 0" })
	void whatHasNoOutcomeForThisAttemptRuns(String state, int attempt) {
		stored(state, attempt, "null");
		this.fixture.publish(suspect(1, Embed.NONE));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(1));
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).contains("ack"));
	}

	@Test
	void whatIsStoredInAnotherFormatIsNoOutcome() {
		this.fixture.store.unreadable = true;
		this.fixture.publish(suspect(0, Embed.NONE));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-1").state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.tasks.runs).hasValue(1);
	}

	@Test
	void whatIsNoSuspectRunsWithoutAsking() {
		stored("SUCCESS", 0, "41");
		this.fixture.publish(TestMessages.task("id-1", "count"));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(1));
	}

	@Test
	void anIgnoredResultIsRecognisedByItsMarker() {
		this.fixture.publish(TestMessages.task("id-1", "ignored"));
		this.fixture.start();
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).hasSize(2));

		this.fixture.publish(TestMessages.task("id-1", "ignored").withHeader("republished", true));

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().totals().repeats()).isEqualTo(1));
		assertThat(this.tasks.runs).hasValue(1);
	}

	@Test
	void anIgnoredResultRunsAgainWhenItsMarkerHasExpiredOrTheAttemptIsAnother() {
		this.fixture.publish(TestMessages.task("id-1", "ignored"));
		this.fixture.start();
		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).hasSize(2));

		this.fixture
			.publish(TestMessages.task("id-1", "ignored").withHeader("republished", true).withHeader("retries", 1));
		WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(2));
		this.fixture.time.advance(Duration.ofDays(2));
		this.fixture.publish(TestMessages.task("id-1", "ignored").withHeader("republished", true));

		WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(3));
	}

	@Test
	void aSuspectWaitsForTheStore() {
		stored("SUCCESS", 0, "41");
		this.fixture.store.away = true;
		this.fixture.publish(suspect(0, Embed.NONE));
		this.fixture.start();
		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().queues().get(0).active()).isTrue());
		this.fixture.store.away = false;

		WorkerFixture.await(() -> {
			this.fixture.time.advance(Duration.ofSeconds(1));
			assertThat(this.fixture.worker.status().totals().repeats()).isEqualTo(1);
		});
		assertThat(this.tasks.runs).hasValue(0);
	}

	@Test
	void ignoredResultsRunOnBehindSuspectsThatWaitForTheStore() {
		try (WorkerFixture small = new WorkerFixture((options) -> options.concurrency(1).prefetch(3), this.tasks)) {
			small.store.away = true;
			for (int i = 0; i < 10; i++) {
				small.publish(TestMessages.task("id-" + i, "count").withHeader("republished", true));
			}
			small.publish(TestMessages.task("id-10", "ignored"));
			small.start();

			WorkerFixture.await(() -> assertThat(this.tasks.runs).hasValue(1));
			assertThat(small.worker.status().pendingOutcomes()).isEqualTo(10);
			small.store.away = false;
			WorkerFixture.await(() -> {
				small.time.advance(Duration.ofSeconds(1));
				assertThat(this.tasks.runs).hasValue(11);
			});
			WorkerFixture.await(() -> assertThat(small.worker.status().pendingOutcomes()).isZero());
		}
	}

	@Test
	void aSuspectWhoseResultIsIgnoredRunsWithoutTheStore() {
		this.fixture.store.away = true;
		this.fixture.publish(TestMessages.task("id-1", "ignored").withHeader("republished", true));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.fixture.journal.entries()).containsExactly("ack"));
		assertThat(this.tasks.runs).hasValue(1);
		assertThat(this.fixture.worker.status().totals().lostMarkers()).isEqualTo(1);
	}

	@Test
	void countsTheStartsOfWhatTheBrokerDeliversAgain() throws Exception {
		this.fixture.publish(TestMessages.task("id-1", "count"));
		List<Delivery> taken = this.fixture.read(WorkerFixture.QUEUE);
		WorkerFixture.await(() -> assertThat(taken).hasSize(1));
		this.fixture.stopReading();
		this.fixture.start();

		this.fixture.outcome("id-1");

		Long next = this.fixture.store.count("taskqueue-starts-id-1", Duration.ofDays(1)).toCompletableFuture().get();
		assertThat(next).isEqualTo(2);
	}

	private void stored(String state, int attempt, String result) {
		ResultDocument document = ResultDocument.of("id-1", TaskState.of(state), Json.of(result))
			.toBuilder()
			.retries(attempt)
			.build();
		this.fixture.store.delegate().store(document, null, StoreGuard.NONE);
	}

	private static Message suspect(int attempt, Embed embed) {
		TaskHeaders headers = TaskHeaders.of("id-1", "count").toBuilder().retries(attempt).build();
		return TestMessages.message(headers, embed).withHeader("republished", true);
	}

	static final class Tasks {

		private final AtomicInteger runs = new AtomicInteger();

		@Task(name = "count")
		int count() {
			return this.runs.incrementAndGet();
		}

		@Task(name = "ignored", ignoreResult = true)
		void ignored() {
			this.runs.incrementAndGet();
		}

		@Task(name = "take")
		int take(int result, int more) {
			return result + more;
		}

		@Task(name = "hear")
		String hear(String failedId) {
			return failedId;
		}

	}

}
