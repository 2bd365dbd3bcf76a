package io.taskqueue.worker;

import org.jspecify.annotations.Nullable;

/**
 * One reason not to run a request now. Cheap and without I/O: it is asked on a thread of
 * the broker.
 */
@FunctionalInterface
interface AdmissionRule {

	/**
	 * Judge a request.
	 * @param request the request
	 * @return the verdict, or {@code null} to leave it to the next rule
	 */
	@Nullable Verdict judge(Request request);

}
