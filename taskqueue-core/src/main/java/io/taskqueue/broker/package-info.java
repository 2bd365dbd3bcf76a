/**
 * The broker SPI: confirmed publishing, consuming, settling and delaying of messages.
 */
@NullMarked
package io.taskqueue.broker;

import org.jspecify.annotations.NullMarked;
