package io.taskqueue.message;

import org.jspecify.annotations.Nullable;

/**
 * A task message, decoded or to be encoded.
 *
 * @param headers the typed headers
 * @param body arguments and what follows the task
 * @param priority the priority, or {@code null} for none
 * @param replyTo the reply queue, or {@code null}
 * @since 0.1.0
 */
public record TaskMessage(TaskHeaders headers, TaskBody body, @Nullable Integer priority, @Nullable String replyTo) {

}
