package io.taskqueue.worker;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.message.TaskHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of storing, publishing and acknowledging is the promise of at least once.
 */
class SettleOrderTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void storesASuccessBeforeItAcknowledges() {
		run("works");

		assertThat(this.tasks.atRun).isEmpty();
		assertThat(entries(2)).containsExactly("store SUCCESS NONE", "ack");
	}

	@Test
	void storesThenPublishesCallbacksThenAcknowledges() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "works"),
				TestMessages.callbacks(TestMessages.immutable(TestMessages.signature("elsewhere", null)))));
		this.fixture.start();

		assertThat(entries(3).subList(0, 3)).containsExactly("store SUCCESS NONE", "publish elsewhere to tasks", "ack");
	}

	@Test
	void publishesARetryThenStoresItThenAcknowledges() {
		run("retries");

		assertThat(entries(3).subList(0, 3)).containsExactly("publish retries to tasks", "store RETRY KEEP_OUTCOME",
				"ack");
	}

	@Test
	void storesAFailureThenPublishesErrbacksAndTheDeadRecordThenAcknowledges() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "fails"),
				TestMessages.errbacks(TestMessages.signature("elsewhere", null))));
		this.fixture.start();

		assertThat(entries(4).subList(0, 4)).containsExactly("store FAILURE NONE", "publish elsewhere to tasks",
				"publish fails to taskqueue.dead", "ack");
	}

	@Test
	void leavesAMarkerOfAnIgnoredResultBeforeItAcknowledges() {
		run("ignored");

		assertThat(entries(2)).containsExactly("mark taskqueue-done-id-1-0", "ack");
	}

	@Test
	void publishesBeforeItLeavesTheMarker() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "ignored"),
				TestMessages.callbacks(TestMessages.immutable(TestMessages.signature("elsewhere", null)))));
		this.fixture.start();

		assertThat(entries(3).subList(0, 3)).containsExactly("publish elsewhere to tasks", "mark taskqueue-done-id-1-0",
				"ack");
	}

	@Test
	void acknowledgesEarlyBeforeTheRun() {
		run("early");

		assertThat(entries(2)).containsExactly("ack", "store SUCCESS NONE");
		assertThat(this.tasks.atRun).containsExactly("ack");
	}

	@Test
	void storesTheStartBeforeTheRun() {
		run("tracked");

		assertThat(entries(3)).containsExactly("store STARTED NONE", "store SUCCESS NONE", "ack");
		assertThat(this.tasks.atRun).containsExactly("store STARTED NONE");
	}

	@Test
	void keepsAnExistingSuccessWhenTheDeliveryMayBeARepeat() {
		this.fixture.publish(TestMessages.task("id-1", "works").withHeader("republished", true));
		this.fixture.start();

		assertThat(entries(2)).containsExactly("store SUCCESS KEEP_SUCCESS", "ack");
	}

	private void run(String task) {
		this.fixture.publish(TestMessages.task("id-1", task));
		this.fixture.start();
	}

	private List<String> entries(int count) {
		Journal journal = this.fixture.journal;
		WorkerFixture.await(() -> assertThat(journal.entries()).hasSizeGreaterThanOrEqualTo(count));
		return journal.entries();
	}

	final class Tasks {

		private volatile List<String> atRun = List.of();

		@Task(name = "works")
		void works() {
			note();
		}

		@Task(name = "ignored", ignoreResult = true)
		void ignored() {
			note();
		}

		@Task(name = "early", acksLate = false)
		void early() {
			note();
		}

		@Task(name = "tracked", trackStarted = true)
		void tracked() {
			note();
		}

		@Task(name = "fails")
		void fails() {
			throw new IllegalStateException("broken");
		}

		@Task(name = "retries", retry = @Retry(includes = IllegalStateException.class, delay = "10s"))
		void retries() {
			throw new IllegalStateException("again");
		}

		private void note() {
			this.atRun = SettleOrderTests.this.fixture.journal.entries();
		}

	}

}
