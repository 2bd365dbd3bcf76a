package io.taskqueue.rabbitmq;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.contract.BrokerContractTests;
import io.taskqueue.contract.BrokerHarness;
import io.taskqueue.contract.Inbox;
import io.taskqueue.contract.server.RabbitServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on quorum queues. A quorum queue without a delivery limit puts what is
 * given back at its end, so tests of its place are replaced.
 */
class QuorumRabbitBrokerIT extends BrokerContractTests {

	private static RabbitServer server;

	@BeforeAll
	static void startServer() {
		server = RabbitServer.launch();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@Override
	protected BrokerHarness createHarness() {
		return new RabbitHarness(server, RabbitBrokerOptions.defaults().withDefaultQueueType(QueueType.QUORUM));
	}

	@Override
	@Test
	public void requeuedMessagesComeBeforeLaterOnesInTheirOrder() {
		scene().publish("1", "2", "3", "4");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(2, inbox);
		List<Delivery> deliveries = inbox.await(2);
		consumer.cancel();

		deliveries.forEach(Delivery::requeue);

		consumer.close();
		assertLeftInAnyOrder("1", "2", "3", "4");
	}

	@Override
	@Test
	public void failingHandlerGivesItsDeliveryBackAndGoesOn() {
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
		assertThat(deliveries).filteredOn(Delivery::redelivered).hasSize(1);
	}

	@Override
	@Test
	public void noDeliveryBeginsAfterCancelHasReturned() {
		AtomicBoolean cancelled = new AtomicBoolean();
		AtomicInteger late = new AtomicInteger();
		AtomicInteger handled = new AtomicInteger();
		MessageConsumer consumer = scene().consume(100, (delivery) -> {
			late.addAndGet(cancelled.get() ? 1 : 0);
			handled.incrementAndGet();
			delivery.requeue();
		});
		scene().publish("1", "2", "3", "4", "5");
		Awaitility.await().until(() -> handled.get() > 100);

		consumer.cancel();
		cancelled.set(true);

		assertLeftInAnyOrder("1", "2", "3", "4", "5");
		assertThat(late).hasValue(0);
	}

	private void assertLeftInAnyOrder(String... texts) {
		Inbox rest = new Inbox();
		scene().consume(10, rest);
		rest.staysAt(texts.length, scene().harness().quiet());
		assertThat(rest.texts()).containsExactlyInAnyOrder(texts);
	}

}
