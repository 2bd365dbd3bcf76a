package io.taskqueue.worker;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;
import io.taskqueue.result.ErrorDocument;

/**
 * A message that is not run: it becomes a dead record, and whoever waits for it is told.
 *
 * @param delivery the delivery
 * @param reason why
 * @param detail what is wrong, without values
 * @param error what whoever waits is told
 * @param taskId the task id, or {@code null} where it is not known
 * @param request the request, or {@code null} where not even the headers can be read
 */
record Refusal(Delivery delivery, DeadReason reason, String detail, ErrorDocument error, @Nullable String taskId,
		@Nullable Request request) implements Decoded, Verdict {

}
