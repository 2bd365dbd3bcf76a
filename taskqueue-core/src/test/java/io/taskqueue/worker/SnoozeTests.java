package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.broker.Publication;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class SnoozeTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void theSameAttemptRunsWhenThePauseIsOver() throws Exception {
		this.fixture.start();
		TaskHeaders headers = TaskHeaders.of("id-1", "snoozes").toBuilder().retries(1).parentId("parent").build();
		this.fixture.publish(TestMessages.message(headers));

		awaitPublications(1);
		Publication publication = this.fixture.broker.publications.get(0);
		Instant due = this.fixture.time.now().plusSeconds(30);
		assertThat(publication.notBefore()).isEqualTo(due);
		assertThat(TestMessages.CODEC.headers(publication.message()))
			.isEqualTo(TestMessages.CODEC.headers(TestMessages.message(headers.toBuilder().eta(due).build())));
		assertThat(this.fixture.store.delegate().fetch("id-1").toCompletableFuture().get()).isNull();
		this.fixture.time.advance(Duration.ofMillis(29_999));
		assertThat(this.tasks.runs).hasValue(1);
		this.fixture.time.advance(Duration.ofMillis(1));

		ResultDocument outcome = this.fixture.outcome("id-1");
		assertThat(outcome.result().text()).isEqualTo("2");
		assertThat(outcome.retries()).isEqualTo(1);
	}

	@Test
	void noAttemptIsUsedUpHoweverOftenItAsks() {
		this.tasks.snoozes = 20;
		this.fixture.start();
		String id = this.fixture.submit("neverRetried", Integer.class).id();
		for (int publications = 2; publications <= 21; publications++) {
			awaitPublications(publications);
			this.fixture.time.advance(Duration.ofSeconds(30));
		}

		ResultDocument outcome = this.fixture.outcome(id);

		assertThat(outcome.state()).isEqualTo(TaskState.SUCCESS);
		assertThat(outcome.retries()).isZero();
		assertThat(outcome.result().text()).isEqualTo("21");
	}

	@Test
	void whatExpiresMeanwhileIsRevoked() {
		this.tasks.snoozes = 20;
		this.fixture.start();
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "snoozes")
			.toBuilder()
			.expires(this.fixture.time.now().plusSeconds(10))
			.build()));
		awaitPublications(1);
		this.fixture.time.advance(Duration.ofSeconds(30));

		ResultDocument outcome = this.fixture.outcome("id-1");

		assertThat(outcome.state()).isEqualTo(TaskState.REVOKED);
		assertThat(ErrorDocument.read(outcome.result()).message()).isEqualTo("expired");
		assertThat(this.tasks.runs).hasValue(1);
	}

	private void awaitPublications(int count) {
		WorkerFixture.await(() -> assertThat(this.fixture.broker.publications).hasSize(count));
	}

	static final class Tasks {

		private final AtomicInteger runs = new AtomicInteger();

		private volatile int snoozes = 1;

		@Task(name = "snoozes")
		int snoozes(TaskContext context) {
			int run = this.runs.incrementAndGet();
			if (run <= this.snoozes) {
				throw context.snooze(Duration.ofSeconds(30));
			}
			return run;
		}

		@Task(name = "neverRetried", retry = @Retry(includes = Exception.class, maxRetries = 0))
		int neverRetried(TaskContext context) {
			return snoozes(context);
		}

	}

}
