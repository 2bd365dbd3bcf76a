package io.taskqueue.contract;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

/**
 * One test's result store, with a task id of its own, and the words its tests are written
 * in.
 */
public final class ResultStoreScene {

	private static final Duration EXPIRES = Duration.ofHours(1);

	private final ResultStoreHarness harness;

	private final String id = newId();

	ResultStoreScene(ResultStoreHarness harness) {
		this.harness = harness;
	}

	/**
	 * The harness.
	 * @return the harness
	 */
	public ResultStoreHarness harness() {
		return this.harness;
	}

	/**
	 * The store.
	 * @return the store
	 */
	public ResultStore store() {
		return this.harness.store();
	}

	/**
	 * The test's own task id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	String newId() {
		return UUID.randomUUID().toString();
	}

	/**
	 * A document of the test's own task.
	 * @param state the state
	 * @param json the result
	 * @return the document
	 */
	public ResultDocument document(TaskState state, String json) {
		return ResultDocument.of(this.id, state, Json.of(json));
	}

	/**
	 * Store a document without a guard.
	 * @param document the document
	 */
	public void put(ResultDocument document) {
		Stages.done(store().store(document, EXPIRES, StoreGuard.NONE));
	}

	boolean putGuarded(ResultDocument document) {
		return Stages.done(store().store(document, EXPIRES, StoreGuard.KEEP_SUCCESS));
	}

	/**
	 * Fetch the document of the test's own task.
	 * @return the document, or {@code null}
	 */
	public @Nullable ResultDocument fetch() {
		return fetch(this.id);
	}

	@Nullable ResultDocument fetch(String taskId) {
		return Stages.<@Nullable ResultDocument>done(store().fetch(taskId));
	}

	/**
	 * Subscribe to the test's own task.
	 * @param notifications what listens
	 * @return the subscription
	 */
	public ResultStore.Subscription subscribe(Notifications notifications) {
		return Stages.done(store().subscribe(this.id, notifications));
	}

}
