package io.taskqueue.worker;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.IgnoreTaskException;
import io.taskqueue.RejectTaskException;
import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.broker.Delivery;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class IgnoreAndRejectTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void anIgnoredTaskIsAcknowledgedAndNothingFollows() {
		List<Delivery> dead = this.fixture.start().dead();
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "ignores"),
				TestMessages.errbacks(TestMessages.immutable(TestMessages.signature("works", "id-2")))));

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().processed()).isEqualTo(1));
		this.fixture.stop();

		assertThat(this.fixture.journal.entries()).noneMatch((entry) -> entry.startsWith("store"));
		assertThat(this.fixture.broker.publications).isEmpty();
		assertThat(dead).isEmpty();
		assertThat(this.fixture.read(WorkerFixture.QUEUE)).isEmpty();
	}

	@Test
	void aRejectedTaskFailsSoThatNobodyWaitsForEver() {
		List<Delivery> dead = this.fixture.start().dead();
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "rejects"),
				TestMessages.errbacks(TestMessages.immutable(TestMessages.signature("works", "id-2")))));

		ResultDocument outcome = this.fixture.outcome("id-1");

		ErrorDocument error = ErrorDocument.read(outcome.result());
		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(error).isEqualTo(new ErrorDocument("Reject", "celery.exceptions", List.of("not mine")));
		assertThat(this.fixture.outcome("id-2").state()).isEqualTo(TaskState.SUCCESS);
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "rejected");
		assertThat(this.tasks.attempts).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "requeues", "requeuesEarly" })
	void aRequeuedTaskRunsAgainAsTheSameAttempt(String task) {
		List<Delivery> dead = this.fixture.start().dead();
		TaskHeaders headers = TaskHeaders.of("id-1", task).toBuilder().retries(1).parentId("parent").build();
		this.fixture.publish(TestMessages.message(headers));

		ResultDocument outcome = this.fixture.outcome("id-1");

		assertThat(outcome.result().text()).isEqualTo("3");
		assertThat(outcome.retries()).isEqualTo(1);
		assertThat(this.fixture.broker.publications).hasSize(2)
			.allSatisfy((publication) -> assertThat(TestMessages.CODEC.headers(publication.message()))
				.isEqualTo(TestMessages.CODEC.headers(TestMessages.message(headers))));
		assertThat(dead).isEmpty();
	}

	static final class Tasks {

		private final AtomicInteger attempts = new AtomicInteger();

		@Task(name = "works")
		void works() {
		}

		@Task(name = "ignores", retry = @Retry(includes = Exception.class))
		void ignores() {
			throw new IgnoreTaskException("stored elsewhere");
		}

		@Task(name = "rejects", retry = @Retry(includes = Exception.class))
		void rejects() {
			this.attempts.incrementAndGet();
			throw new RejectTaskException("not mine", false);
		}

		@Task(name = "requeues")
		int requeues() {
			if (this.attempts.incrementAndGet() < 3) {
				throw new RejectTaskException("not yet", true);
			}
			return this.attempts.get();
		}

		@Task(name = "requeuesEarly", acksLate = false)
		int requeuesEarly() {
			return requeues();
		}

	}

}
