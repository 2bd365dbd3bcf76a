/**
 * The one source of time: now, elapsed time and timers.
 */
@NullMarked
package io.taskqueue.time;

import org.jspecify.annotations.NullMarked;
