package io.taskqueue.worker;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;
import io.taskqueue.result.ResultDocument;

/**
 * A message that is not run: it becomes a dead record, and whoever waits for it is told.
 *
 * @param delivery the delivery
 * @param reason why
 * @param detail what is wrong, without values
 * @param document the failure to store, or {@code null} where the id is not known or
 * nobody wants the result
 */
record Refusal(Delivery delivery, DeadReason reason, String detail,
		@Nullable ResultDocument document) implements Decoded, Verdict {

}
