/**
 * What the task queue costs, measured beside the raw ceiling and beside Celery.
 */
@NullMarked
package io.taskqueue.benchmark;

import org.jspecify.annotations.NullMarked;
