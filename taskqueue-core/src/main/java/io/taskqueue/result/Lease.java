package io.taskqueue.result;

import io.taskqueue.message.Message;

/**
 * A message that is in a worker's charge and no longer in the broker's, with everything
 * that is needed to publish it again.
 *
 * @param id the lease's own id, never used for another one
 * @param message the message
 * @param queue the queue it was consumed from
 * @param exchange the exchange it was published to, empty for the default exchange
 * @param routingKey the routing key it was published with
 * @since 0.1.0
 */
public record Lease(String id, Message message, String queue, String exchange, String routingKey) {

}
