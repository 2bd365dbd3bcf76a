/**
 * The execution pipeline: receive, decode, admit, run, settle.
 */
@NullMarked
package io.taskqueue.worker;

import org.jspecify.annotations.NullMarked;
