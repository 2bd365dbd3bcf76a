/**
 * Properties, conditions and wiring for Spring Boot; nothing depends on this package.
 */
@NullMarked
package io.taskqueue.autoconfigure;

import org.jspecify.annotations.NullMarked;
