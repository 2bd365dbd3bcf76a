/**
 * The publishing side: method references, submission and waiting for results.
 */
@NullMarked
package io.taskqueue.client;

import org.jspecify.annotations.NullMarked;
