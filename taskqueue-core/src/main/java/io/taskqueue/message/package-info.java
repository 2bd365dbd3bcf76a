/**
 * Celery's message protocol as pure values and pure encoding and decoding, without I/O.
 */
@NullMarked
package io.taskqueue.message;

import org.jspecify.annotations.NullMarked;
