package io.taskqueue.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.taskqueue.Task;

/**
 * What follows an order, each on its own: one that fails does not hold up the others.
 */
@Component
class OrderFollowUps {

	private static final Logger logger = LoggerFactory.getLogger(OrderFollowUps.class);

	@Task(name = "orders.mail")
	String mail(Order order) {
		logger.info("Sending the confirmation of an order");
		return "Thank you for ordering " + order.product();
	}

	@Task(name = "orders.index")
	int index(Order order) {
		logger.info("Adding an order to the search index");
		return order.product().split("\\s+").length;
	}

	@Task(name = "orders.analytics", ignoreResult = true)
	void analytics(Order order) {
		logger.info("Counting an order");
	}

}
