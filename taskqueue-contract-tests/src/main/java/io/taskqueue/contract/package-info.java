/**
 * What brokers, result stores and modules must keep, as tests to inherit.
 */
@NullMarked
package io.taskqueue.contract;

import org.jspecify.annotations.NullMarked;
