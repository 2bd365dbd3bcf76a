/**
 * A web application as a user of the task queue would write it.
 */
@NullMarked
package io.taskqueue.sample;

import org.jspecify.annotations.NullMarked;
