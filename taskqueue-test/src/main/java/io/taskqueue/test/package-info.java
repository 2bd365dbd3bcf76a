/**
 * What an application's tests need: a slice with everything in memory, time that moves
 * when told, assertions on published tasks, and running a task in place.
 */
@NullMarked
package io.taskqueue.test;

import org.jspecify.annotations.NullMarked;
