package io.taskqueue.broker;

/**
 * Receives deliveries.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeliveryHandler {

	/**
	 * Take a delivery over. Called on a thread of the broker: hand it on and return.
	 * @param delivery the delivery, to be settled exactly once, now or later
	 */
	void handle(Delivery delivery);

}
