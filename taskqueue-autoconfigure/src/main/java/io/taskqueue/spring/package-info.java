/**
 * The task queue among Spring beans: how tasks are found, started, stopped and compiled
 * ahead of time.
 */
@NullMarked
package io.taskqueue.spring;

import org.jspecify.annotations.NullMarked;
