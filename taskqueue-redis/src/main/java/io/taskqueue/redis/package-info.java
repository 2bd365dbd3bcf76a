/**
 * The result store on Redis, over Spring Data Redis and Lettuce.
 */
@NullMarked
package io.taskqueue.redis;

import org.jspecify.annotations.NullMarked;
