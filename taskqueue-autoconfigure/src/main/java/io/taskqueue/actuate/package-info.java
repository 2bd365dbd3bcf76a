/**
 * What Spring Boot's Actuator shows of the task queue.
 */
@NullMarked
package io.taskqueue.actuate;

import org.jspecify.annotations.NullMarked;
