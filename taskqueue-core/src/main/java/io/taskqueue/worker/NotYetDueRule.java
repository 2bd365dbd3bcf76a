package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.taskqueue.time.TimeSource;

/**
 * A task that is not due for longer than the broker's last step waits in the broker, not
 * here.
 */
final class NotYetDueRule implements AdmissionRule {

	private final TimeSource time;

	private final Duration step;

	NotYetDueRule(TimeSource time, Duration step) {
		this.time = time;
		this.step = step;
	}

	@Override
	public @Nullable Verdict judge(Request request) {
		Instant eta = request.headers().eta();
		if (eta == null || !eta.isAfter(this.time.now().plus(this.step))) {
			return null;
		}
		return new Verdict.Postpone(request, eta, null);
	}

}
