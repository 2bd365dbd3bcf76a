/**
 * The whole product on real servers, in processes of their own that can be killed.
 */
@NullMarked
package io.taskqueue.it;

import org.jspecify.annotations.NullMarked;
