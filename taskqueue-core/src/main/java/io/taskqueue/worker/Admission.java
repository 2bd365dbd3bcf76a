package io.taskqueue.worker;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.TimeSource;

/**
 * Third stage: decides what becomes of a request. The first rule that objects wins.
 */
final class Admission {

	private final List<AdmissionRule> rules;

	private final TaskRegistry registry;

	private final WorkerOptions options;

	private final TimeSource time;

	Admission(WorkerOptions options, TaskRegistry registry, BrokerCapabilities broker, TimeSource time) {
		this.rules = List.of(new ExpiredRule(time), new NotYetDueRule(time, broker.delayStep()),
				new UnknownTaskRule(registry, time, options.unknownTaskGrace(), broker.delayStep()));
		this.registry = registry;
		this.options = options;
		this.time = time;
	}

	Verdict admit(Request request) {
		for (AdmissionRule rule : this.rules) {
			Verdict verdict = rule.judge(request);
			if (verdict != null) {
				return verdict;
			}
		}
		Job job = job(request);
		Instant eta = request.headers().eta();
		return (eta != null && eta.isAfter(this.time.now())) ? new Verdict.Hold(job, eta) : new Verdict.Run(job);
	}

	private Job job(Request request) {
		TaskDefinition definition = Objects.requireNonNull(this.registry.find(request.name()));
		TaskHeaders headers = request.headers();
		boolean acksLate = either(definition.acksLate(), this.options.acksLate());
		Boolean asked = (headers.ignoreResult() != null) ? headers.ignoreResult() : definition.ignoreResult();
		boolean ignoreResult = either(asked, this.options.ignoreResult());
		boolean trackStarted = either(definition.trackStarted(), this.options.trackStarted());
		return new Job(request, definition, acksLate, ignoreResult, trackStarted && !ignoreResult);
	}

	private static boolean either(@Nullable Boolean own, boolean otherwise) {
		return (own != null) ? own : otherwise;
	}

}
