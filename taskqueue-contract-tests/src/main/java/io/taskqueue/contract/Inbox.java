package io.taskqueue.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the deliveries of a consumer, unsettled, in the order in which they came.
 */
public final class Inbox implements DeliveryHandler {

	private final List<Delivery> deliveries = new ArrayList<>();

	@Override
	public synchronized void handle(Delivery delivery) {
		this.deliveries.add(delivery);
	}

	/**
	 * What has come so far.
	 * @return the deliveries
	 */
	public synchronized List<Delivery> deliveries() {
		return List.copyOf(this.deliveries);
	}

	/**
	 * The bodies of what has come so far.
	 * @return the texts
	 */
	public List<String> texts() {
		return deliveries().stream()
			.map((delivery) -> new String(delivery.message().body(), StandardCharsets.UTF_8))
			.toList();
	}

	/**
	 * Wait for deliveries.
	 * @param count how many there must be at least, since the beginning
	 * @return all that have come
	 */
	public List<Delivery> await(int count) {
		waiting(Duration.ZERO).untilAsserted(() -> assertThat(texts()).hasSizeGreaterThanOrEqualTo(count));
		return deliveries();
	}

	/**
	 * Wait for one delivery.
	 * @param index how many came before it
	 * @return the delivery
	 */
	public Delivery awaitAt(int index) {
		return await(index + 1).get(index);
	}

	/**
	 * Wait for deliveries, then watch that no more come.
	 * @param count how many there must be
	 * @param quiet how long to watch
	 */
	public void staysAt(int count, Duration quiet) {
		waiting(quiet).during(quiet).untilAsserted(() -> assertThat(texts()).hasSize(count));
	}

	private static ConditionFactory waiting(Duration extra) {
		return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Stages.LIMIT.plus(extra));
	}

}
