/**
 * The result store SPI, the result document and the task states with their transition
 * table.
 */
@NullMarked
package io.taskqueue.result;

import org.jspecify.annotations.NullMarked;
