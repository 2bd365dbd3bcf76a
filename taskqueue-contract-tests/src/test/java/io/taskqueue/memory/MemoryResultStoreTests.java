package io.taskqueue.memory;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.taskqueue.contract.Notifications;
import io.taskqueue.contract.ResultStoreContractTests;
import io.taskqueue.contract.ResultStoreHarness;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryResultStoreTests extends ResultStoreContractTests {

	@Override
	protected ResultStoreHarness createHarness() {
		return new MemoryHarness();
	}

	@Override
	@Test
	protected void documentWhoseNotificationIsLostIsFoundByFetching() {
		assertThatNotificationsAreNotLost();
	}

	@Override
	@Test
	protected void subscriptionIsInForceAgainAfterNotificationsWereLost() {
		assertThatNotificationsAreNotLost();
	}

	private void assertThatNotificationsAreNotLost() {
		Notifications notifications = new Notifications();
		scene().subscribe(notifications);
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");

		scene().store().store(document, null, StoreGuard.NONE);

		assertThat(notifications.documents())
			.as("a notification can't be lost: the listener was called before store returned")
			.containsExactly(document);
	}

	private static final class MemoryHarness implements ResultStoreHarness {

		private final ManualTimeSource time = new ManualTimeSource();

		private final ResultStore store = new MemoryResultStore(this.time);

		@Override
		public ResultStore store() {
			return this.store;
		}

		@Override
		public void pass(Duration duration) {
			this.time.advance(duration);
		}

		@Override
		public Duration quiet() {
			return Duration.ofMillis(50);
		}

		@Override
		public void close() {
			this.store.stop();
		}

	}

}
