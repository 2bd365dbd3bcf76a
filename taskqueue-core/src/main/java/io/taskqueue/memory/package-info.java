/**
 * Broker and result store in one process, for trying out, development and tests.
 */
@NullMarked
package io.taskqueue.memory;

import org.jspecify.annotations.NullMarked;
