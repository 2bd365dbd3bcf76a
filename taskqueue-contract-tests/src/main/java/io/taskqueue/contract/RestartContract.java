package io.taskqueue.contract;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stopping, and being used again afterwards.
 */
interface RestartContract extends BrokerContract {

	@Test
	default void stopGivesBackAndTheBrokerCanBeUsedAgain() {
		scene().publish("1", "2", "3");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(2, inbox);
		List<Delivery> deliveries = inbox.await(2);

		scene().broker().stop();

		assertThat(consumer.active()).isFalse();
		assertThat(deliveries).noneMatch(Delivery::open);
		scene().assertLeft("1", "2", "3");
	}

	@Test
	default void stopAndUseAlternate() {
		for (int round = 0; round < 3; round++) {
			scene().publish("round " + round);
			scene().assertLeft("round " + round);
			scene().broker().stop();
			scene().broker().stop();
		}
	}

	@Test
	default void stoppedConsumerStaysStopped() {
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);
		scene().broker().stop();

		scene().publish("1");

		inbox.staysAt(0, scene().harness().quiet());
		scene().assertLeft("1");
	}

}
