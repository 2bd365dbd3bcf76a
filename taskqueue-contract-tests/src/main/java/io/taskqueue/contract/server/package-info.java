/**
 * Real servers for tests: found where there are some, started privately otherwise.
 */
@NullMarked
package io.taskqueue.contract.server;

import org.jspecify.annotations.NullMarked;
