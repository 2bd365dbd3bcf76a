package io.taskqueue.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture((options) -> options.concurrency(1), this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "fails, IllegalStateException, java.lang, failed", "overflows, RecursionError, builtins, failed",
			"asserts, AssertionError, java.lang, failed", "runsOutOfMemory, MemoryError, builtins, failed",
			"misses, NoClassDefFoundError, java.lang, failed", "hides, Nameless, io.taskqueue.worker, failed",
			"unwritable, EncodeError, kombu.exceptions, failed", "takesOne, TypeError, builtins, bad-arguments" })
	void whateverATaskThrowsIsAFailureAndTheWorkerLivesOn(String task, String type, String module, String reason) {
		List<Delivery> dead = this.fixture.start().dead();
		String id = this.fixture.submit(task, Object.class).id();

		ResultDocument outcome = this.fixture.outcome(id);

		ErrorDocument error = ErrorDocument.read(outcome.result());
		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(error.type()).isEqualTo(type);
		assertThat(error.module()).isEqualTo(module);
		assertThat(outcome.dateDone()).isEqualTo(this.fixture.time.now());
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", reason);
		assertThat(this.fixture.outcome(this.fixture.submit("works", Object.class).id()).state())
			.isEqualTo(TaskState.SUCCESS);
	}

	@Test
	void storesTheStackTraceOfAFailure() {
		this.fixture.start();

		ResultDocument outcome = this.fixture.outcome(this.fixture.submit("fails", Object.class).id());

		assertThat(outcome.traceback()).startsWith("java.lang.IllegalStateException: broken")
			.contains("at io.taskqueue.worker.FailureTests$Tasks.fails");
	}

	@Test
	void keepsTheOriginalInADeadRecord() {
		List<Delivery> dead = this.fixture.start().dead();
		Message original = TestMessages
			.message(TaskHeaders.of("id-1", "fails").toBuilder().custom(Map.of("tenant", "blue")).build());
		this.fixture.publish(original);

		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		Message record = dead.get(0).message();
		assertThat(record.body()).isEqualTo(original.body());
		assertThat(record.properties().persistent()).isTrue();
		assertThat(record.headers()).containsAllEntriesOf(original.headers())
			.containsEntry("taskqueue-dead-queue", "tasks")
			.containsEntry("taskqueue-dead-exchange", "")
			.containsEntry("taskqueue-dead-routing-key", "tasks")
			.containsEntry("taskqueue-dead-at", this.fixture.time.now().toString());
		assertThat((String) record.headers().get("taskqueue-dead-detail")).contains("IllegalStateException: broken");
		WorkerFixture.await(
				() -> assertThat(this.fixture.worker.status().deadRecords()).containsExactly(Map.entry("failed", 1L)));
	}

	@Test
	void anExpectedErrorIsAFailureWithoutADeadRecord() {
		List<Delivery> dead = this.fixture.start().dead();
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "declines"),
				TestMessages.errbacks(TestMessages.immutable(TestMessages.signature("works", "id-2")))));

		ResultDocument outcome = this.fixture.outcome("id-1");

		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(ErrorDocument.read(outcome.result()).type()).isEqualTo("ValueError");
		assertThat(outcome.traceback()).contains("Tasks.declines");
		assertThat(this.fixture.outcome("id-2").state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.fixture.outcome(this.fixture.submit("fails", Object.class).id()).state())
			.isEqualTo(TaskState.FAILURE);
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("task", "fails");
	}

	@Test
	void anExpectedErrorOfASubclassThatIsRetriedLeavesNoDeadRecordEither() {
		List<Delivery> dead = this.fixture.start().dead();

		ResultDocument outcome = this.fixture.outcome(this.fixture.submit("declinesLate", Object.class).id());
		this.fixture.stop();

		assertThat(outcome.retries()).isEqualTo(1);
		assertThat(ErrorDocument.read(outcome.result()).type()).isEqualTo("ValueError");
		assertThat(dead).isEmpty();
	}

	@Test
	void malformedBodyBecomesADeadRecordAndAFailure() {
		List<Delivery> dead = this.fixture.start().dead();
		Message good = TestMessages.task("id-1", "works");
		this.fixture.publish(new Message(good.properties(), good.headers(), new byte[] { '[', 1 }));

		ResultDocument outcome = this.fixture.outcome("id-1");

		assertThat(ErrorDocument.read(outcome.result()).type()).isEqualTo("DecodeError");
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "malformed");
	}

	@Test
	void malformedHeadersBecomeADeadRecordAndAFailure() {
		List<Delivery> dead = this.fixture.start().dead();
		this.fixture.publish(TestMessages.task("id-1", "works").withHeader("retries", "many"));

		ResultDocument outcome = this.fixture.outcome("id-1");

		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
	}

	@Test
	void whatHasNoIdIsADeadRecordOnly() {
		List<Delivery> dead = this.fixture.start().dead();
		this.fixture.publish(new Message(MessageProperties.json(null), Map.of(), new byte[] { 'x' }));

		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(this.fixture.journal.entries()).noneMatch((entry) -> entry.startsWith("store"));
	}

	@Test
	void aMalformedRepeatDoesNotOverwriteASuccess() {
		List<Delivery> dead = this.fixture.start().dead();
		String id = this.fixture.submit("works", Object.class).id();
		this.fixture.outcome(id);
		this.fixture.publish(TestMessages.task(id, "works").withHeader("retries", "many"));

		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(this.fixture.outcome(id).state()).isEqualTo(TaskState.SUCCESS);
	}

	@Test
	void aTaskLeavesNothingOnItsThreadForTheNext() throws Exception {
		this.fixture.start();

		this.fixture.outcome(this.fixture.submit("leavesThingsBehind", Object.class).id());
		this.fixture.outcome(this.fixture.submit("looksAround", Object.class).id());

		assertThat(this.tasks.interrupted).isFalse();
		assertThat(this.tasks.mdc).containsOnlyKeys("taskId", "taskName", "rootId")
			.containsEntry("taskName", "looksAround");
		assertThat(this.tasks.leftMdc).containsKeys("left", "taskId");
	}

	@Test
	void theContextIsThereDuringTheRunOnly() {
		this.fixture.start();

		String id = this.fixture.submit("contexts", Object.class).id();
		this.fixture.outcome(id);

		assertThat(this.tasks.context.id()).isEqualTo(id);
		assertThat(this.tasks.context.queue()).isEqualTo("tasks");
		assertThat(TaskContext.currentOrNull()).isNull();
	}

	static final class Tasks {

		private volatile boolean interrupted;

		private volatile Map<String, String> mdc = Map.of();

		private volatile Map<String, String> leftMdc = Map.of();

		private volatile TaskContext context;

		@Task(name = "works")
		void works() {
		}

		@Task(name = "fails")
		void fails() {
			throw new IllegalStateException("broken");
		}

		@Task(name = "declines", expectedErrors = IllegalArgumentException.class)
		void declines() {
			throw new IllegalArgumentException("not this one");
		}

		@Task(name = "declinesLate", expectedErrors = RuntimeException.class,
				retry = @Retry(includes = IllegalArgumentException.class, maxRetries = 1, delay = "0s"))
		void declinesLate() {
			throw new IllegalArgumentException("not this one");
		}

		@Task(name = "overflows")
		int overflows() {
			return deeper(1);
		}

		private int deeper(int depth) {
			return (depth > 0) ? deeper(depth + 1) + 1 : depth;
		}

		@Task(name = "asserts")
		void asserts() {
			throw new AssertionError("no");
		}

		@Task(name = "runsOutOfMemory")
		void runsOutOfMemory() {
			throw new OutOfMemoryError("none left");
		}

		@Task(name = "misses")
		void misses() {
			throw new NoClassDefFoundError("com/example/Missing");
		}

		@Task(name = "hides")
		void hides() {
			throw new Nameless();
		}

		@Task(name = "unwritable")
		Object unwritable() {
			return new Unwritable(1);
		}

		@Task(name = "takesOne")
		void takesOne(int number) {
		}

		@Task(name = "leavesThingsBehind")
		void leavesThingsBehind() {
			MDC.put("left", "behind");
			this.leftMdc = MDC.getCopyOfContextMap();
			Thread.currentThread().interrupt();
		}

		@Task(name = "looksAround")
		void looksAround() throws InterruptedException {
			this.interrupted = Thread.currentThread().isInterrupted();
			this.mdc = MDC.getCopyOfContextMap();
			new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
		}

		@Task(name = "contexts")
		void contexts(TaskContext injected) {
			assertThat(TaskContext.current()).isSameAs(injected);
			this.context = injected;
		}

	}

	@SuppressWarnings("serial")
	static final class Nameless extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

	}

	record Unwritable(int number) {

		@Override
		public int number() {
			throw new IllegalStateException("no number");
		}

	}

}
