package io.taskqueue.contract;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How many unsettled deliveries a consumer has. A new number counts for what is handed
 * out after the change: a broker need not count older deliveries against it.
 */
interface PrefetchContract extends BrokerContract {

	@Test
	default void neverMoreUnsettledThanThePrefetch() {
		scene().publish("1", "2", "3", "4", "5", "6");
		Inbox inbox = new Inbox();
		scene().consume(3, inbox);
		inbox.staysAt(3, scene().harness().quiet());

		inbox.deliveries().get(1).ack();
		inbox.staysAt(4, scene().harness().quiet());

		inbox.deliveries().get(0).reject();
		inbox.staysAt(5, scene().harness().quiet());
	}

	@Test
	default void prefetchIsRaisedLive() {
		publishTwenty();
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(2, inbox);
		List<Delivery> before = inbox.await(2);

		consumer.prefetch(5);

		before.forEach(Delivery::ack);
		inbox.staysAt(7, scene().harness().quiet());
	}

	@Test
	default void prefetchIsLoweredLive() {
		publishTwenty();
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(5, inbox);
		List<Delivery> before = inbox.await(5);

		consumer.prefetch(2);

		before.forEach(Delivery::ack);
		inbox.staysAt(7, scene().harness().quiet());
		inbox.deliveries().get(5).ack();
		inbox.staysAt(8, scene().harness().quiet());
	}

	@Test
	default void changedPrefetchKeepsOutstandingDeliveriesOpen() {
		scene().publish("1");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(1, inbox);
		Delivery delivery = inbox.awaitAt(0);

		consumer.prefetch(10);

		delivery.requeue();
		inbox.awaitAt(1).ack();
	}

	@Test
	default void prefetchBelowOneIsRefused() {
		MessageConsumer consumer = scene().consume(1, new Inbox());

		assertThatIllegalArgumentException().isThrownBy(() -> consumer.prefetch(0))
			.withMessageContaining(scene().queue());
	}

	private void publishTwenty() {
		for (int i = 0; i < 20; i++) {
			scene().publish("" + i);
		}
	}

}
