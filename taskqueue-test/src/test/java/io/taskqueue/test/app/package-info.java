/**
 * An application to test.
 */
@NullMarked
package io.taskqueue.test.app;

import org.jspecify.annotations.NullMarked;
