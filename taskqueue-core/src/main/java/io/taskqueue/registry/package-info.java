/**
 * Task definitions: how an annotated method becomes a named task, and the registry of all
 * of them.
 */
@NullMarked
package io.taskqueue.registry;

import org.jspecify.annotations.NullMarked;
