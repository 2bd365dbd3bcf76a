package io.taskqueue.worker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.TaskHeaders;
import io.taskqueue.time.TimeSource;

/**
 * A task whose time to live is over is not run (protocol reference 4.1).
 */
final class ExpiredRule implements AdmissionRule {

	static final String REASON = "expired";

	private final TimeSource time;

	ExpiredRule(TimeSource time) {
		this.time = time;
	}

	@Override
	public @Nullable Verdict judge(Request request) {
		return expired(request.headers()) ? new Verdict.Revoke(request, REASON) : null;
	}

	boolean expired(TaskHeaders headers) {
		Instant expires = headers.expires();
		return expires != null && this.time.now().isAfter(expires);
	}

}
