package io.taskqueue.result;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Keeps outcomes. Implementations are asynchronous and pipelined: no method blocks on the
 * network, and stages may complete on the store's threads, where no user code runs. A
 * stage that fails, fails with a {@link ResultStoreException}.
 *
 * @since 0.1.0
 */
public interface ResultStore {

	/**
	 * The store's name for logs and messages.
	 * @return the name, such as {@code redis}
	 */
	String name();

	/**
	 * Whether outcomes are kept at all. Waiting for a result is refused where they are
	 * not.
	 * @return whether what is stored can be fetched
	 */
	default boolean keepsResults() {
		return true;
	}

	/**
	 * Store a document and tell everybody who is subscribed.
	 * @param document the document
	 * @param expires how long it is kept, or {@code null} for ever
	 * @param guard whether an existing success may be overwritten
	 * @return whether it was stored; {@code false} when the guard refused it
	 */
	CompletionStage<Boolean> store(ResultDocument document, @Nullable Duration expires, StoreGuard guard);

	/**
	 * Fetch the newest document of a task.
	 * @param taskId the task id
	 * @return the document, or {@code null} where there is none: unknown, waiting,
	 * expired or forgotten; fails with an {@link UnreadableResultException} where
	 * something else is stored
	 */
	CompletionStage<@Nullable ResultDocument> fetch(String taskId);

	/**
	 * Listen for documents of a task that are stored from now on. Notifications may be
	 * lost: whoever waits subscribes first, then fetches, and fetches again from time to
	 * time.
	 * @param taskId the task id
	 * @param listener called for each document, on a thread of the store or on the one
	 * that stores; must return soon
	 * @return completes with the subscription once it is in force
	 */
	CompletionStage<Subscription> subscribe(String taskId, Consumer<ResultDocument> listener);

	/**
	 * Drop a task's document.
	 * @param taskId the task id
	 * @return completes when it is gone
	 */
	CompletionStage<Void> forget(String taskId);

	/**
	 * Leave a short-lived marker, for outcomes of which no document is kept.
	 * @param key the marker's key
	 * @param expires how long it is kept
	 * @return completes when it is stored
	 */
	CompletionStage<Void> mark(String key, Duration expires);

	/**
	 * Whether a marker is there.
	 * @param key the marker's key
	 * @return whether it was left and has not expired
	 */
	CompletionStage<Boolean> marked(String key);

	/**
	 * Count an occurrence.
	 * @param key the counter's key
	 * @param expires how long the counter is kept after the newest occurrence
	 * @return the number of occurrences, this one included
	 */
	CompletionStage<Long> count(String key, Duration expires);

	/**
	 * The leases of tasks that run longer than a broker waits.
	 * @return the leases; a store that keeps none refuses them, and such a task is
	 * delivered again while it runs
	 */
	default LeaseStore leases() {
		return NoLeases.INSTANCE;
	}

	/**
	 * Close connections and subscriptions. The store may be used again afterwards: it
	 * then connects anew.
	 */
	void stop();

	/**
	 * A subscription to the documents of one task.
	 */
	interface Subscription {

		/**
		 * Stop listening. Calling it again has no effect.
		 */
		void cancel();

	}

}
