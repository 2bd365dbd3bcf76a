package io.taskqueue.contract;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Acknowledging, giving back and rejecting.
 */
interface SettleContract extends BrokerContract {

	@Test
	default void acknowledgedMessageIsForgotten() {
		scene().publish("done");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(1, inbox);

		inbox.awaitAt(0).ack();

		consumer.close();
		scene().assertLeft();
	}

	@Test
	default void closingReturnsWhatIsUnsettledInOrderAndFlagged() {
		scene().publish("1", "2", "3", "4");
		Inbox first = new Inbox();
		MessageConsumer consumer = scene().consume(3, first);
		first.await(3);

		consumer.close();

		Inbox second = new Inbox();
		scene().consume(10, second);
		List<Delivery> again = second.await(4);
		assertThat(second.texts()).containsExactly("1", "2", "3", "4");
		assertThat(again).extracting(Delivery::redelivered).containsExactly(true, true, true, false);
	}

	@Test
	default void acknowledgingOutOfOrderKeepsTheOthers() {
		scene().publish("1", "2", "3", "4", "5");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(5, inbox);
		List<Delivery> deliveries = inbox.await(5);

		deliveries.get(3).ack();
		deliveries.get(1).ack();

		consumer.close();
		scene().assertLeft("1", "3", "5");
	}

	@Test
	default void requeuedMessageComesAgainFlagged() {
		scene().publish("again");
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);

		inbox.awaitAt(0).requeue();

		Delivery again = inbox.awaitAt(1);
		assertThat(again.redelivered()).isTrue();
		assertThat(again.message().body()).asString().isEqualTo("again");
	}

	@Test
	default void requeuedMessagesComeBeforeLaterOnesInTheirOrder() {
		scene().publish("1", "2", "3", "4");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(2, inbox);
		List<Delivery> deliveries = inbox.await(2);
		consumer.cancel();

		deliveries.forEach(Delivery::requeue);

		consumer.close();
		scene().assertLeftAfterRequeue("1", "2", "3", "4");
	}

	@Test
	default void messageNotBegunGoesToAnotherConsumer() {
		scene().publish("1", "2", "3");
		Inbox leaving = new Inbox();
		MessageConsumer consumer = scene().consume(3, leaving);
		List<Delivery> prefetched = leaving.await(3);
		Inbox staying = new Inbox();
		scene().consume(3, staying);

		consumer.cancel();
		prefetched.subList(1, 3).forEach(Delivery::requeue);

		staying.await(2);
		assertThat(staying.texts()).containsExactly("2", "3");
		prefetched.get(0).ack();
	}

	@Test
	default void rejectedMessageIsForgotten() {
		scene().publish("refused");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(1, inbox);

		inbox.awaitAt(0).reject();

		consumer.close();
		scene().assertLeft();
	}

	@Test
	default void deliveryIsOpenUntilItIsSettled() {
		scene().publish("1");
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);
		Delivery delivery = inbox.awaitAt(0);
		assertThat(delivery.open()).isTrue();

		delivery.ack();

		assertThat(delivery.open()).isFalse();
	}

	@Test
	default void settlingTwiceHasNoEffect() {
		scene().publish("1", "2");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(2, inbox);
		List<Delivery> deliveries = inbox.await(2);

		deliveries.get(0).ack();
		deliveries.get(0).requeue();
		deliveries.get(0).reject();
		deliveries.get(0).ack();

		consumer.close();
		scene().assertLeft("2");
	}

	@Test
	default void settlingAfterCloseHasNoEffect() {
		scene().publish("1");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(1, inbox);
		Delivery stale = inbox.awaitAt(0);
		consumer.close();
		Inbox second = new Inbox();
		MessageConsumer other = scene().consume(1, second);
		second.await(1);

		stale.ack();
		stale.reject();

		assertThat(stale.open()).isFalse();
		other.close();
		scene().assertLeft("1");
	}

	@Test
	default void failingHandlerGivesItsDeliveryBackAndGoesOn() {
		AtomicInteger calls = new AtomicInteger();
		Inbox inbox = new Inbox();
		scene().consume(1, (delivery) -> {
			if (calls.incrementAndGet() == 1) {
				throw new IllegalStateException("on purpose");
			}
			inbox.handle(delivery);
			delivery.ack();
		});

		scene().publish("1", "2");

		List<Delivery> deliveries = inbox.await(2);
		assertThat(inbox.texts()).containsExactlyInAnyOrder("1", "2");
		assertThat(deliveries).filteredOn(Delivery::redelivered)
			.extracting((delivery) -> delivery.message().body())
			.containsExactly(BrokerScene.text("1").body());
	}

}
