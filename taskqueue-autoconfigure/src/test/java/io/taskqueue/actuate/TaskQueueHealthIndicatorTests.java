package io.taskqueue.actuate;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.spring.TaskWorkerLifecycle;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.worker.WorkerStatus;
import io.taskqueue.worker.WorkerStatus.QueueStatus;
import io.taskqueue.worker.WorkerStatus.Totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TaskQueueHealthIndicatorTests {

	private final TaskWorkerLifecycle worker = mock();

	@Test
	void isUpWhileOutcomesAreStored() {
		given(this.worker.status()).willReturn(status(999, true));

		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhileTooManyOutcomesWait() {
		given(this.worker.status()).willReturn(status(1000, false));

		Health health = health();

		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).hasEntrySatisfying("reason",
				(reason) -> assertThat(reason).asString().contains("outcomes wait"));
	}

	@Test
	void isDownWhenTheStateIsUnknown() {
		given(this.worker.status()).willThrow(new IllegalStateException("no state"));

		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	private Health health() {
		SystemTimeSource time = new SystemTimeSource();
		TaskQueueHealthIndicator indicator = new TaskQueueHealthIndicator(new MemoryBroker(time),
				new MemoryResultStore(time), this.worker);
		return Objects.requireNonNull(indicator.health());
	}

	private static WorkerStatus status(int pendingOutcomes, boolean dispatching) {
		return new WorkerStatus("test@host", true, List.of(new QueueStatus("tasks", true, null)), 10, 0, 0,
				pendingOutcomes, dispatching, mock(Totals.class));
	}

}
