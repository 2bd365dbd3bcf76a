package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Inbox;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A prefetch that is changed while deliveries flow.
 */
@Timeout(60)
@ExtendWith(RabbitServerExtension.class)
class PrefetchChangeIT {

	private static final Duration LIMIT = Duration.ofSeconds(15);

	private final String queue = "prefetch-" + UUID.randomUUID();

	private final RabbitServer server;

	private RabbitHarness harness;

	PrefetchChangeIT(RabbitServer server) {
		this.server = server;
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@ParameterizedTest
	@EnumSource
	void theConsumerStaysActive(QueueType type) {
		open(type, 60);
		Inbox inbox = new Inbox();
		MessageConsumer consumer = consume(1, inbox);
		inbox.staysAt(1, Duration.ofMillis(200));

		consumer.prefetch(50);
		Awaitility.await()
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofNanos(100_000))
			.failFast("The consumer is not active", () -> !consumer.active())
			.until(() -> inbox.deliveries().size() > 50);
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsHeldBackByADeliveryThatStaysUnsettled(QueueType type) {
		open(type, 3000);
		AtomicReference<Delivery> kept = new AtomicReference<>();
		AtomicInteger count = new AtomicInteger();
		MessageConsumer consumer = consume(40, (delivery) -> {
			count.incrementAndGet();
			if (!kept.compareAndSet(null, delivery)) {
				delivery.ack();
			}
		});

		for (int change = 1; change < 5; change++) {
			int next = change * 500;
			Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> count.get() > next);
			consumer.prefetch(40 + change);
		}
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(count).hasValue(3000));
	}

	private void open(QueueType type, int messages) {
		this.harness = new RabbitHarness(this.server, type);
		Stages.done(this.harness.broker().declare(QueueDeclaration.named(this.queue)));
		List<CompletionStage<Void>> published = new ArrayList<>();
		for (int i = 0; i < messages; i++) {
			published.add(this.harness.broker()
				.publish(Publication.toQueue(this.queue, BrokerScene.text("message " + i),
						BrokerScene.CONFIRM_TIMEOUT)));
		}
		published.forEach((stage) -> Stages.done(stage));
	}

	private MessageConsumer consume(int prefetch, DeliveryHandler handler) {
		return this.harness.broker().consume(new ConsumerOptions(this.queue, prefetch), handler);
	}

}
