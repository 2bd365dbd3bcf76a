package io.taskqueue.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.Embed;
import io.taskqueue.message.MalformedMessageException;
import io.taskqueue.message.Message;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.time.TimeSource;
import io.taskqueue.worker.Consequences.Plan;

/**
 * Last stage: which steps settle what. The order of the steps is the promise of at least
 * once: what was caused is stored and confirmed before a delivery is acknowledged.
 */
final class Settler {

	private static final Logger logger = LoggerFactory.getLogger(Settler.class);

	private final Settling settling;

	private final Outcomes outcomes;

	private final Documents documents;

	private final Consequences consequences;

	private final DeadLetters deadLetters;

	private final Republisher republisher;

	private final WorkerCounters counters;

	private final TaskMessageCodec codec;

	private final TimeSource time;

	Settler(Settling settling, Outcomes outcomes, Documents documents, Consequences consequences,
			DeadLetters deadLetters, Republisher republisher, WorkerCounters counters, TaskMessageCodec codec,
			TimeSource time) {
		this.settling = settling;
		this.outcomes = outcomes;
		this.documents = documents;
		this.consequences = consequences;
		this.deadLetters = deadLetters;
		this.republisher = republisher;
		this.counters = counters;
		this.codec = codec;
		this.time = time;
	}

	/**
	 * Settle a job that was run.
	 * @param finished the job and its outcome
	 */
	void settle(Finished finished) {
		Job job = finished.job();
		if (finished.outcome() instanceof Outcome.GivenBack) {
			this.settling.giveBack(job.delivery());
			return;
		}
		this.settling.settle(job.delivery(), job.acksLate(), () -> owned(finished, steps(finished)));
	}

	/**
	 * Settle a job that is not run again, because its outcome is stored: what follows the
	 * outcome may not have been published.
	 * @param job the job
	 * @param stored the stored outcome
	 */
	void settleAgain(Job job, Repeat stored) {
		this.settling.settle(job.delivery(), job.acksLate(), () -> again(job, stored));
	}

	/**
	 * Make a message that is not run a dead record.
	 * @param refusal the refusal
	 */
	void settle(Refusal refusal) {
		logger.warn("A message of queue {} becomes a dead record ({}): {}", refusal.delivery().queue(),
				refusal.reason().text(), LogText.of(refusal.detail()));
		this.settling.settle(refusal.delivery(), true, () -> refused(refusal));
	}

	/**
	 * Tell whoever waits that a task is not run.
	 * @param revoke the verdict
	 */
	void settle(Verdict.Revoke revoke) {
		Request request = revoke.request();
		boolean ignored = Boolean.TRUE.equals(request.headers().ignoreResult());
		this.settling.settle(request.delivery(), true, () -> revoked(request, revoke.reason(), ignored));
	}

	/**
	 * Send a message back to the broker for a while.
	 * @param postpone the verdict
	 */
	void settle(Verdict.Postpone postpone) {
		Request request = postpone.request();
		Delivery delivery = request.delivery();
		Instant since = postpone.unknownSince();
		this.settling.settle(delivery, true, () -> {
			Message message = (since != null)
					? delivery.message().withHeader(WorkerHeaders.UNKNOWN_SINCE, since.toString()) : delivery.message();
			return List.of((again) -> this.republisher
				.publish(message, again || request.suspect(), delivery, postpone.notBefore())
				.thenRun(this.counters::republished));
		});
	}

	private List<Step> steps(Finished finished) {
		Outcome outcome = finished.outcome();
		if (outcome instanceof Outcome.Success success) {
			return success(finished, success);
		}
		if (outcome instanceof Outcome.Retry retry) {
			return retry(finished, retry);
		}
		if (outcome instanceof Outcome.Failure failure) {
			return failure(finished, failure);
		}
		Job job = finished.job();
		if (outcome instanceof Outcome.Postponed postponed) {
			return postponed(finished, postponed);
		}
		if (outcome instanceof Outcome.Ignored) {
			return job.ignoreResult() ? this.outcomes.mark(job) : List.of();
		}
		return revoked(job.request(), ((Outcome.Revoked) outcome).reason(), job.ignoreResult());
	}

	/**
	 * Before anything else make sure that a leased job is still this worker's. If it is
	 * not, a success is stored nevertheless, and nothing else is done.
	 */
	private static List<Step> owned(Finished finished, List<Step> steps) {
		if (!(finished.job().delivery() instanceof WatchedDelivery delivery) || !delivery.leased()) {
			return steps;
		}
		boolean keep = finished.outcome() instanceof Outcome.Success && !finished.job().ignoreResult();
		Step confirm = (again) -> delivery.confirm()
			.thenCompose((own) -> (own || !keep) ? CompletableFuture.completedStage(own)
					: steps.get(0).begin(true).thenApply((stored) -> own));
		return with(confirm, steps);
	}

	private List<Step> success(Finished finished, Outcome.Success success) {
		Job job = finished.job();
		Plan plan = this.consequences.ofSuccess(job.request(), finished.body().embed(), success.result());
		Step publish = (again) -> this.consequences.publish(plan, job.request(), again);
		if (job.ignoreResult()) {
			return plan.isEmpty() ? this.outcomes.mark(job) : with(publish, this.outcomes.mark(job));
		}
		Step store = this.outcomes.store(job, this.documents.success(job.request().headers(), success.result(),
				joined(finished.published(), plan.ids())));
		return plan.isEmpty() ? List.of(store) : List.of(store, publish);
	}

	private List<Step> failure(Finished finished, Outcome.Failure failure) {
		Job job = finished.job();
		Embed embed = finished.body().embed();
		Plan plan = this.consequences.ofFailure(job.request(), embed);
		List<Step> steps = new ArrayList<>();
		if (!job.ignoreResult()) {
			steps.add(this.outcomes.store(job, this.documents.failure(job.request().headers(), failure.error(),
					failure.traceback(), joined(finished.published(), plan.ids()))));
		}
		steps.addAll(afterFailure(job.request(), embed, plan, failure));
		return job.ignoreResult() ? joined(steps, this.outcomes.mark(job)) : steps;
	}

	private List<Step> refused(Refusal refusal) {
		Request request = refusal.request();
		Outcome.Failure failure = new Outcome.Failure(refusal.error(), null, refusal.reason());
		if (request == null) {
			Step dead = dead(refusal.delivery(), refusal.reason(), refusal.detail());
			return (refusal.taskId() != null) ? List.of(ended(refusal.taskId(), failure), dead) : List.of(dead);
		}
		Embed embed = embed(request);
		Plan plan = this.consequences.ofFailure(request, embed);
		List<Step> after = afterFailure(request, embed, plan, failure);
		if (Boolean.TRUE.equals(request.headers().ignoreResult())) {
			return after;
		}
		ResultDocument document = this.documents.failure(request.headers(), refusal.error(), null, plan.ids());
		return with((again) -> this.outcomes.storeLate(document), after);
	}

	private List<Step> afterFailure(Request request, Embed embed, Plan plan, Outcome.Failure failure) {
		List<Step> steps = new ArrayList<>();
		for (SignatureMessage step : embed.chain()) {
			// Whoever waits for the end of the chain waits for this id
			String taskId = step.options().taskId();
			if (taskId != null) {
				steps.add(ended(taskId, failure));
			}
		}
		if (!plan.isEmpty()) {
			steps.add((again) -> this.consequences.publish(plan, request, again));
		}
		if (failure.reason() != null) {
			String traceback = failure.traceback();
			steps.add(dead(request.delivery(), failure.reason(),
					(traceback != null) ? traceback : failure.error().message()));
		}
		return steps;
	}

	private Step ended(String taskId, Outcome.Failure failure) {
		ResultDocument document = this.documents.failure(taskId, failure.error(), failure.traceback());
		return (again) -> this.outcomes.storeLate(document);
	}

	private Embed embed(Request request) {
		try {
			return this.codec.body(request.delivery().message()).embed();
		}
		catch (MalformedMessageException ex) {
			return Embed.NONE;
		}
	}

	private List<Step> retry(Finished finished, Outcome.Retry retry) {
		Job job = finished.job();
		Instant eta = later(retry.due());
		Message message = this.codec.encode(NextAttempt.of(job.request(), finished.body(), eta));
		Step publish = (again) -> this.republisher.publish(message, again || job.request().suspect(), job.delivery(),
				eta);
		if (job.ignoreResult()) {
			return with(publish, this.outcomes.mark(job));
		}
		return List.of(publish, this.outcomes.storeRetry(job, this.documents.retry(job.request().headers(),
				retry.error(), retry.traceback(), joined(finished.published(), List.of(job.id())))));
	}

	private List<Step> postponed(Finished finished, Outcome.Postponed postponed) {
		Request request = finished.job().request();
		Instant eta = later(postponed.due());
		Message message = this.codec.encode(NextAttempt.same(request, finished.body(), eta));
		return List.of((again) -> this.republisher.publish(message, again || request.suspect(), request.delivery(), eta)
			.thenRun(this.counters::republished));
	}

	private @Nullable Instant later(UnaryOperator<Instant> due) {
		Instant now = this.time.now();
		Instant eta = due.apply(now);
		return eta.isAfter(now) ? eta : null;
	}

	private List<Step> revoked(Request request, String reason, boolean ignored) {
		logger.info("Task {} is not run: {}", request, reason);
		this.counters.revoked();
		if (ignored) {
			return List.of();
		}
		ResultDocument document = this.documents.revoked(request.headers(), reason);
		return List.of((again) -> this.outcomes.storeLate(document));
	}

	private List<Step> again(Job job, Repeat stored) {
		ResultDocument document = stored.document();
		if (document == null) {
			return List.of();
		}
		Embed embed = embed(job.request());
		if (stored.succeeded()) {
			Plan plan = this.consequences.ofSuccess(job.request(), embed, document.result());
			return List.of((repeated) -> this.consequences.publish(plan, job.request(), true));
		}
		return afterFailure(job.request(), embed, this.consequences.ofFailure(job.request(), embed),
				new Outcome.Failure(ErrorDocument.read(document.result()), document.traceback(),
						DeadReason.REPEATED_FAILURE));
	}

	private Step dead(Delivery delivery, DeadReason reason, String detail) {
		return (again) -> this.deadLetters.record(delivery, reason, detail);
	}

	private static List<Step> with(Step first, List<Step> others) {
		return joined(List.of(first), others);
	}

	private static <T> List<T> joined(List<T> first, List<T> others) {
		List<T> all = new ArrayList<>(first);
		all.addAll(others);
		return all;
	}

}
