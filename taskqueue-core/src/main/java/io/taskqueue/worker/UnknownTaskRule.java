package io.taskqueue.worker;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.TaskHeaders;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.time.TimeSource;

/**
 * A task nobody here knows goes through the broker's delay for a while, so that a worker
 * that knows it can take it, and then fails as Celery's do (protocol reference 5).
 */
final class UnknownTaskRule implements AdmissionRule {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final TaskRegistry registry;

	private final TimeSource time;

	private final Duration grace;

	private final Duration step;

	UnknownTaskRule(TaskRegistry registry, TimeSource time, Duration grace, Duration step) {
		this.registry = registry;
		this.time = time;
		this.grace = grace;
		this.step = step;
	}

	@Override
	public @Nullable Verdict judge(Request request) {
		if (this.registry.find(request.name()) != null) {
			return null;
		}
		Instant now = this.time.now();
		Instant since = since(request.headers(), now);
		Duration unknown = Duration.between(since, now);
		if (unknown.compareTo(this.grace) >= 0) {
			return refusal(request);
		}
		return new Verdict.Postpone(request, now.plus(pause(unknown)), since);
	}

	private Duration pause(Duration unknown) {
		// They double (1 s, 2 s, 4 s …): each is as long as all before it and a second.
		// The
		// broker's step is added, because it may deliver that much early.
		Duration pause = unknown.plusSeconds(1);
		Duration left = this.grace.minus(unknown);
		Duration shortest = (left.compareTo(LONGEST) < 0) ? left : LONGEST;
		return ((pause.compareTo(shortest) < 0) ? pause : shortest).plus(this.step);
	}

	private static Instant since(TaskHeaders headers, Instant now) {
		if (headers.custom().get(WorkerHeaders.UNKNOWN_SINCE) instanceof String text) {
			try {
				Instant since = Instant.parse(text);
				return since.isAfter(now) ? now : since;
			}
			catch (DateTimeException ex) {
				return now;
			}
		}
		return now;
	}

	private static Refusal refusal(Request request) {
		return new Refusal(request.delivery(), DeadReason.UNKNOWN_TASK,
				"No task of this name is registered here. Give it to a worker that has it, or add the name as an alias.",
				ErrorDocument.notRegistered(request.name()), request.id(), request);
	}

}
