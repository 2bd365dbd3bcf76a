/**
 * Retry policies: which errors are retried, how often and after which delay.
 */
@NullMarked
package io.taskqueue.retry;

import org.jspecify.annotations.NullMarked;
