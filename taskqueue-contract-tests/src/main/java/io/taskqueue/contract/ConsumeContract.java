package io.taskqueue.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.message.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Consumers: sharing, cancelling, stopping.
 */
interface ConsumeContract extends BrokerContract {

	@Test
	default void consumerIsActiveUntilItIsCancelled() {
		MessageConsumer consumer = scene().consume(1, new Inbox());
		Awaitility.await().atMost(Stages.LIMIT).until(consumer::active);

		consumer.cancel();

		assertThat(consumer.active()).isFalse();
		assertThat(consumer.queue()).isEqualTo(scene().queue());
	}

	@Test
	default void consumersShareAQueue() {
		Inbox one = new Inbox();
		Inbox two = new Inbox();
		scene().consume(5, one);
		scene().consume(5, two);

		for (int i = 0; i < 10; i++) {
			scene().publish("" + i);
		}

		one.await(5);
		two.await(5);
		List<String> all = new ArrayList<>(one.texts());
		all.addAll(two.texts());
		assertThat(all).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
	}

	@Test
	default void cancelledConsumerGetsNothingMore() {
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(10, inbox);
		scene().publish("1");
		inbox.await(1);

		consumer.cancel();

		scene().publish("2");
		inbox.staysAt(1, scene().harness().quiet());
	}

	@Test
	default void noDeliveryBeginsAfterCancelHasReturned() {
		AtomicBoolean cancelled = new AtomicBoolean();
		AtomicInteger late = new AtomicInteger();
		AtomicInteger handled = new AtomicInteger();
		MessageConsumer consumer = scene().consume(100, (delivery) -> {
			late.addAndGet(cancelled.get() ? 1 : 0);
			handled.incrementAndGet();
			delivery.requeue();
		});
		scene().publish("1", "2", "3", "4", "5");
		Awaitility.await().atMost(Stages.LIMIT).until(() -> handled.get() > 100);

		consumer.cancel();
		cancelled.set(true);

		scene().assertLeftAfterRequeue("1", "2", "3", "4", "5");
		assertThat(late).hasValue(0);
	}

	@Test
	default void deliveriesOfACancelledConsumerCanBeSettled() {
		scene().publish("1", "2", "3");
		Inbox inbox = new Inbox();
		MessageConsumer consumer = scene().consume(3, inbox);
		List<Delivery> deliveries = inbox.await(3);

		consumer.cancel();

		assertThat(deliveries).allMatch(Delivery::open);
		deliveries.get(0).ack();
		deliveries.get(2).requeue();
		consumer.close();
		assertThat(deliveries).noneMatch(Delivery::open);
		scene().assertLeft("2", "3");
	}

	@Test
	default void handlerMayCancelItsOwnConsumer() {
		List<MessageConsumer> itself = new ArrayList<>();
		Inbox inbox = new Inbox();
		itself.add(scene().consume(1, (delivery) -> {
			itself.get(0).cancel();
			inbox.handle(delivery);
			delivery.ack();
		}));

		scene().publish("1", "2");

		inbox.staysAt(1, scene().harness().quiet());
		scene().assertLeft("2");
	}

	@Test
	default void othersGetTheRestOfACancelledConsumer() {
		Inbox leaving = new Inbox();
		MessageConsumer consumer = scene().consume(1, leaving);
		scene().publish("1", "2", "3");
		leaving.await(1);
		Inbox staying = new Inbox();

		consumer.cancel();
		scene().consume(10, staying);

		staying.await(2);
		assertThat(staying.texts()).containsExactly("2", "3");
	}

	@Test
	default void everyMessageIsDeliveredOnceWhenNothingFails() {
		int messages = 10_000;
		Map<Object, Integer> seen = new ConcurrentHashMap<>();
		for (int i = 0; i < 3; i++) {
			scene().consume(50, (delivery) -> {
				seen.merge(new String(delivery.message().body(), java.nio.charset.StandardCharsets.UTF_8), 1,
						Integer::sum);
				delivery.ack();
			});
		}

		List<CompletionStage<Void>> confirms = new ArrayList<>();
		for (int i = 0; i < messages; i++) {
			Message message = BrokerScene.text("" + i).withHeader("number", i);
			confirms.add(scene().broker().publish(Publication.toQueue(scene().queue(), message, Stages.LIMIT)));
		}

		confirms.forEach(Stages::done);
		Awaitility.await().atMost(Stages.LIMIT).until(() -> seen.size() == messages);
		assertThat(seen.values()).containsOnly(1);
	}

}
