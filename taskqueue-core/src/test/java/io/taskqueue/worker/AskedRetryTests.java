package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AskedRetryTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void theNextAttemptComesAfterTheCountdown() throws Exception {
		this.fixture.start();
		String id = this.fixture.submit("countsDown", Integer.class).id();

		WorkerFixture.await(() -> assertThat(fetch(id).state()).isEqualTo(TaskState.RETRY));
		TaskHeaders next = next().headers();
		assertThat(next.id()).isEqualTo(id);
		assertThat(next.retries()).isEqualTo(1);
		assertThat(next.parentId()).isEqualTo(id);
		assertThat(next.eta()).isEqualTo(this.fixture.time.now().plusSeconds(5));
		assertThat(next().publication().notBefore()).isEqualTo(next.eta());
		this.fixture.time.advance(Duration.ofSeconds(5));

		assertThat(this.fixture.outcome(id).result().text()).isEqualTo("2");
	}

	@Test
	void theNextAttemptComesAtTheGivenTime() throws Exception {
		this.tasks.eta = this.fixture.time.now().plusSeconds(3600);
		this.fixture.start();
		String id = this.fixture.submit("waits", Integer.class).id();

		WorkerFixture.await(() -> assertThat(fetch(id).state()).isEqualTo(TaskState.RETRY));
		assertThat(next().headers().eta()).isEqualTo(this.tasks.eta);
		this.fixture.time.advance(Duration.ofHours(1));

		assertThat(this.fixture.outcome(id).result().text()).isEqualTo("2");
	}

	@Test
	void aTimeThatIsPastMeansAtOnce() {
		this.tasks.eta = this.fixture.time.now().minusSeconds(1);
		this.fixture.start();

		ResultDocument outcome = this.fixture.outcome(this.fixture.submit("waits", Integer.class).id());

		assertThat(outcome.result().text()).isEqualTo("2");
		assertThat(next().headers().eta()).isNull();
		assertThat(next().publication().notBefore()).isNull();
	}

	@Test
	void theCauseIsStoredAlthoughThePolicyDoesNotNameIt() throws Exception {
		this.fixture.start();
		String id = this.fixture.submit("explains", Integer.class).id();

		WorkerFixture.await(() -> assertThat(fetch(id).state()).isEqualTo(TaskState.RETRY));

		ResultDocument document = fetch(id);
		assertThat(ErrorDocument.read(document.result()).type()).isEqualTo("ValueError");
		assertThat(document.traceback()).startsWith("java.lang.IllegalArgumentException: busy");
		assertThat(document.children().text()).isEqualTo("[[[\"" + id + "\",null],null]]");
	}

	@Test
	void withoutACauseNoErrorIsStored() throws Exception {
		this.fixture.start();
		String id = this.fixture.submit("countsDown", Integer.class).id();

		WorkerFixture.await(() -> assertThat(fetch(id).state()).isEqualTo(TaskState.RETRY));

		assertThat(fetch(id).result().text()).isEqualTo("null");
		assertThat(fetch(id).traceback()).contains("Tasks.countsDown");
	}

	@Test
	void whenNoRetriesAreLeftItFailsWithTheCause() {
		List<Delivery> dead = this.fixture.start().dead();
		String id = this.fixture.submit("neverSucceeds", Integer.class, true).id();

		ResultDocument outcome = this.fixture.outcome(id);

		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(outcome.retries()).isEqualTo(2);
		assertThat(ErrorDocument.read(outcome.result()).type()).isEqualTo("ValueError");
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "retries-exhausted");
	}

	@Test
	void whenNoRetriesAreLeftAndThereIsNoCauseItFailsByName() {
		List<Delivery> dead = this.fixture.start().dead();
		String id = this.fixture.submit("neverSucceeds", Integer.class, false).id();

		ErrorDocument error = ErrorDocument.read(this.fixture.outcome(id).result());

		assertThat(error.type()).isEqualTo("MaxRetriesExceededError");
		assertThat(error.module()).isEqualTo("celery.exceptions");
		assertThat(error.message()).contains("neverSucceeds").contains("2 retries");
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "retries-exhausted");
	}

	@Test
	void whatIsCaughtIsNotRetried() {
		this.fixture.start();

		ResultDocument outcome = this.fixture.outcome(this.fixture.submit("catchesAll", String.class).id());

		assertThat(outcome.result().text()).isEqualTo("\"caught\"");
		assertThat(this.fixture.broker.publications).hasSize(1);
	}

	@Test
	void aNegativeCountdownIsRefused() {
		this.fixture.start();

		this.fixture.outcome(this.fixture.submit("goesBack", Integer.class).id());

		assertThat(this.tasks.refused).isEqualTo("'countdown' must not be negative: PT-1S");
	}

	private Next next() {
		Publication publication = this.fixture.broker.publications.get(1);
		return new Next(publication, TestMessages.CODEC.headers(publication.message()));
	}

	private ResultDocument fetch(String id) throws Exception {
		ResultDocument document = this.fixture.store.delegate().fetch(id).toCompletableFuture().get();
		assertThat(document).isNotNull();
		return document;
	}

	private record Next(Publication publication, TaskHeaders headers) {

	}

	static final class Tasks {

		private final AtomicInteger attempts = new AtomicInteger();

		private volatile String refused = "";

		private volatile Instant eta = Instant.EPOCH;

		@Task(name = "countsDown")
		int countsDown(TaskContext context) {
			if (this.attempts.incrementAndGet() == 1) {
				throw context.retry(Duration.ofSeconds(5));
			}
			return this.attempts.get();
		}

		@Task(name = "waits")
		int waits(TaskContext context) {
			if (this.attempts.incrementAndGet() == 1) {
				throw context.retry(this.eta);
			}
			return this.attempts.get();
		}

		@Task(name = "explains", retry = @Retry(excludes = IllegalArgumentException.class))
		int explains(TaskContext context) {
			throw context.retry(Duration.ofSeconds(5), new IllegalArgumentException("busy"));
		}

		@Task(name = "neverSucceeds", retry = @Retry(maxRetries = 2))
		int neverSucceeds(boolean explained, TaskContext context) {
			throw context.retry(Duration.ZERO, explained ? new IllegalArgumentException("busy") : null);
		}

		@Task(name = "catchesAll")
		String catchesAll(TaskContext context) {
			try {
				throw context.retry(Duration.ofSeconds(5));
			}
			catch (RuntimeException ex) {
				return "caught";
			}
		}

		@Task(name = "goesBack")
		void goesBack(TaskContext context) {
			assertThatIllegalArgumentException().isThrownBy(() -> context.retry(Duration.ofSeconds(-1)))
				.satisfies((ex) -> this.refused = ex.getMessage());
		}

	}

}
