/**
 * Tasks that another application runs.
 */
@NullMarked
package io.taskqueue.spring.remote;

import org.jspecify.annotations.NullMarked;
