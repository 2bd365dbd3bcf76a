package io.taskqueue.broker;

/**
 * Receives deliveries.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeliveryHandler {

	/**
	 * Take a delivery over. Called on a thread of the broker: hand it on and return. When
	 * this throws, the broker logs it, gives the delivery back to its queue unless it is
	 * settled, and goes on.
	 * @param delivery the delivery, to be settled exactly once, now or later
	 */
	void handle(Delivery delivery);

}
