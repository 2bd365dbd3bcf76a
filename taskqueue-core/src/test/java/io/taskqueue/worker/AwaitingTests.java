package io.taskqueue.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.WaitingNotAllowedException;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AwaitingTests {

	static Stream<TaskThreads> threads() {
		ExecutorService virtual = VirtualThreads.executorOrNull();
		if (virtual == null) {
			return Stream.of(TaskThreads.platform());
		}
		virtual.shutdown();
		return Stream.of(TaskThreads.platform(), (prefix) -> VirtualThreads.executorOrNull());
	}

	@ParameterizedTest
	@MethodSource("threads")
	void aTaskThatWaitsGivesItsSlotAway(TaskThreads threads) {
		Tasks tasks = new Tasks();
		try (WorkerFixture fixture = new WorkerFixture((options) -> options.concurrency(1).prefetch(1), threads,
				tasks)) {
			tasks.fixture = fixture;
			fixture.start();

			String id = fixture.submit("parent", Integer.class, 4).id();

			assertThat(fixture.outcome(id).result().text()).isEqualTo("4");
			WorkerFixture.await(() -> assertThat(fixture.worker.status().active()).isZero());
		}
	}

	@Test
	void aTaskThatDoesNotAllowWaitingIsRefused() {
		Tasks tasks = new Tasks();
		try (WorkerFixture fixture = new WorkerFixture(tasks)) {
			tasks.fixture = fixture;
			fixture.start();

			ResultDocument outcome = fixture.outcome(fixture.submit("impatient", Integer.class).id());

			assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
			assertThat(ErrorDocument.read(outcome.result()).type())
				.isEqualTo(WaitingNotAllowedException.class.getSimpleName());
			assertThat(outcome.traceback()).contains("allowWaiting = true");
		}
	}

	@Test
	void aTaskCannotWaitAfterItHasEnded() {
		Tasks tasks = new Tasks();
		try (WorkerFixture fixture = new WorkerFixture(tasks)) {
			fixture.start();
			String id = fixture.submit("leaks", Void.class).id();
			fixture.outcome(id);

			TaskContext context = tasks.leaked.get();

			assertThatIllegalStateException().isThrownBy(() -> context.awaiting(() -> 1))
				.withMessageContaining("ended");
			assertThat(context.id()).isEqualTo(id);
		}
	}

	static final class Tasks {

		private final AtomicReference<TaskContext> leaked = new AtomicReference<>();

		private volatile WorkerFixture fixture;

		@Task(name = "parent", allowWaiting = true)
		int parent(int depth) {
			if (depth == 0) {
				return 0;
			}
			return 1 + this.fixture.submit("parent", Integer.class, depth - 1).get(Duration.ofHours(1));
		}

		@Task(name = "impatient")
		int impatient() {
			return this.fixture.submit("parent", Integer.class, 0).get(Duration.ofHours(1));
		}

		@Task(name = "leaks", allowWaiting = true)
		void leaks(TaskContext context) {
			this.leaked.set(context);
		}

	}

}
