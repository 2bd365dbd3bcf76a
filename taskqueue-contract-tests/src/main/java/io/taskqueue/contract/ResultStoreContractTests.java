package io.taskqueue.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every result store must keep. To test a store, inherit and make a harness. The
 * tests here need notifications that get lost; a store that can't lose any overrides them
 * and asserts why.
 */
@Timeout(120)
public abstract class ResultStoreContractTests
		implements DocumentContract, ExpiryContract, LeaseContract, NotifyContract {

	private ResultStoreHarness harness;

	private ResultStoreScene scene;

	/**
	 * Make a harness with a new store.
	 * @return the harness
	 */
	protected abstract ResultStoreHarness createHarness();

	@BeforeEach
	void setTheScene() {
		this.harness = createHarness();
		this.scene = new ResultStoreScene(this.harness);
	}

	@AfterEach
	void leaveNoThread() {
		try (ResultStoreHarness closed = this.harness) {
			closed.store().stop();
			OwnThreads.assertNone();
		}
	}

	@Override
	public final ResultStoreScene scene() {
		return this.scene;
	}

	@Test
	protected void documentWhoseNotificationIsLostIsFoundByFetching() {
		Notifications notifications = new Notifications();
		this.scene.subscribe(notifications);
		ResultDocument lost = this.scene.document(TaskState.SUCCESS, "1");

		this.harness.loseNotifications();
		this.scene.put(lost);

		notifications.stayAt(this.harness.quiet());
		assertThat(this.scene.fetch()).isEqualTo(lost);
	}

	@Test
	protected void subscriptionIsInForceAgainAfterNotificationsWereLost() {
		Notifications notifications = new Notifications();
		this.scene.subscribe(notifications);
		this.harness.loseNotifications();
		this.scene.put(this.scene.document(TaskState.STARTED, "{}"));
		notifications.stayAt(this.harness.quiet());
		ResultDocument document = this.scene.document(TaskState.SUCCESS, "1");

		this.harness.restoreNotifications();
		this.scene.put(document);

		notifications.await(document);
	}

}
