package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.StoreGuard;

/**
 * Writes outcomes to the result store, and markers where no outcome is kept.
 */
final class Outcomes {

	private static final Logger logger = LoggerFactory.getLogger(Outcomes.class);

	private static final Duration MARKER_EXPIRES = Duration.ofHours(1);

	private final ResultStore store;

	private final Documents documents;

	private final WorkerCounters counters;

	private final @Nullable Duration expires;

	private final Json worker;

	/**
	 * Outcomes of a worker.
	 * @param store the store
	 * @param documents writes the documents
	 * @param expires how long outcomes are kept, or {@code null} for ever
	 * @param worker what a started task says of its worker
	 * @param counters counts what is lost
	 */
	Outcomes(ResultStore store, Documents documents, @Nullable Duration expires, Json worker, WorkerCounters counters) {
		this.store = store;
		this.documents = documents;
		this.expires = expires;
		this.worker = worker;
		this.counters = counters;
	}

	/**
	 * The step that stores a job's outcome. Nothing can be there before the first
	 * delivery's, so that it is written without looking.
	 * @param job the job
	 * @param document the outcome
	 * @return the step
	 */
	Step store(Job job, ResultDocument document) {
		return (again) -> this.store.store(document, expires(job),
				(again || job.request().suspect()) ? StoreGuard.KEEP_SUCCESS : StoreGuard.NONE);
	}

	/**
	 * The step that stores that a job is retried. The next attempt was published before,
	 * and a worker that is faster than this one may have stored its outcome.
	 * @param job the job
	 * @param document the retry
	 * @return the step
	 */
	Step storeRetry(Job job, ResultDocument document) {
		return (again) -> this.store.store(document, expires(job), StoreGuard.KEEP_OUTCOME);
	}

	/**
	 * Store the outcome of a task that was not run here.
	 * @param document the outcome
	 * @return completes when it is stored, or a success was there before
	 */
	CompletionStage<?> storeLate(ResultDocument document) {
		return this.store.store(document, this.expires, StoreGuard.KEEP_SUCCESS);
	}

	/**
	 * Tell that a job has begun, without waiting and without a promise.
	 * @param job the job
	 */
	void started(Job job) {
		attempt(() -> this.store.store(this.documents.started(job.request().headers(), this.worker), expires(job),
				job.request().suspect() ? StoreGuard.KEEP_SUCCESS : StoreGuard.NONE))
			.whenComplete((stored, error) -> {
				if (error != null) {
					logger.debug("The start of task {} could not be stored", job, error);
				}
			});
	}

	/**
	 * The steps that leave a marker of an ignored result, so that a repeat is recognised.
	 * It is not worth waiting for: without it a repeat runs again.
	 * @param job the job
	 * @return one step, or none where no repeat is possible
	 */
	List<Step> mark(Job job) {
		if (!job.acksLate()) {
			return List.of();
		}
		return List
			.of((again) -> attempt(() -> this.store.mark(markerOf(job), MARKER_EXPIRES)).exceptionally((error) -> {
				if (this.counters.lostMarker()) {
					logger.warn(
							"No markers of ignored results can be left while the result store is away, "
									+ "tasks that are delivered again run again: {}",
							Failures.unwrap(error).toString());
				}
				return null;
			}));
	}

	static String markerOf(Job job) {
		return "taskqueue-done-" + job.id() + "-" + job.retries();
	}

	private @Nullable Duration expires(Job job) {
		Duration own = job.definition().resultExpires();
		return (own != null) ? own : this.expires;
	}

	private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> action) {
		try {
			return action.get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
