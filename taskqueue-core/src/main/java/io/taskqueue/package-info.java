/**
 * What an application imports: tasks, the client that submits them, and their results.
 */
@NullMarked
package io.taskqueue;

import org.jspecify.annotations.NullMarked;
