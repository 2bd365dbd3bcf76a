/**
 * What an application imports: the task annotation, the client, signatures, results and
 * exceptions.
 */
@NullMarked
package io.taskqueue;

import org.jspecify.annotations.NullMarked;
