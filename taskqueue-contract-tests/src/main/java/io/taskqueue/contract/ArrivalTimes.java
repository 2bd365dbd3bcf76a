package io.taskqueue.contract;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;

/**
 * Notes when deliveries come, and passes them on.
 */
final class ArrivalTimes implements DeliveryHandler {

	private final BrokerHarness harness;

	private final DeliveryHandler next;

	private final Queue<Instant> times = new ConcurrentLinkedQueue<>();

	ArrivalTimes(BrokerHarness harness, DeliveryHandler next) {
		this.harness = harness;
		this.next = next;
	}

	@Override
	public void handle(Delivery delivery) {
		this.times.add(this.harness.now());
		this.next.handle(delivery);
	}

	Instant first() {
		return this.times.element();
	}

}
