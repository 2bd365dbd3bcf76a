package io.taskqueue.worker;

import org.junit.jupiter.api.Test;

import io.taskqueue.Task;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class TaskWorkerTests {

	@Test
	void runsATaskAndStoresItsResult() {
		try (WorkerFixture fixture = new WorkerFixture(new Sums()).start()) {
			String id = fixture.submit("sums.add", Integer.class, 2, 3).id();

			ResultDocument outcome = fixture.outcome(id);

			assertThat(outcome.state()).isEqualTo(TaskState.SUCCESS);
			assertThat(outcome.result().text()).isEqualTo("5");
			assertThat(outcome.retries()).isZero();
		}
	}

	static final class Sums {

		@Task(name = "sums.add")
		int add(int x, int y) {
			return x + y;
		}

	}

}
