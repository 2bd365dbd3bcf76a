/**
 * Tests with real Python clients and workers of Celery, in both directions.
 */
@NullMarked
package io.taskqueue.it.python;

import org.jspecify.annotations.NullMarked;
