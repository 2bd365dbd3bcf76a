package io.taskqueue.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RabbitServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No confirmed message is lost when the server ends under load, and publishers and
 * consumers go on by themselves.
 */
@Timeout(180)
class RabbitKillIT {

	private static final int MESSAGES = 6_000;

	private final String queue = "kill-" + UUID.randomUUID();

	private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

	private final Set<String> consumed = ConcurrentHashMap.newKeySet();

	private final AtomicInteger ended = new AtomicInteger();

	private RabbitServer server;

	@BeforeEach
	void startServer() {
		this.server = RabbitServer.launch();
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "QUORUM, true", "QUORUM, false", "CLASSIC, true", "CLASSIC, false" })
	void noConfirmedMessageIsLost(QueueType type, boolean kill) throws Exception {
		RabbitHarness harness = new RabbitHarness(this.server, type);
		Broker broker = harness.broker();
		Stages.done(broker.declare(QueueDeclaration.named(this.queue)));
		harness.pass(Duration.ofSeconds(2));
		broker.consume(new ConsumerOptions(this.queue, 100), (delivery) -> {
			this.consumed.add(new String(delivery.message().body(), StandardCharsets.UTF_8));
			delivery.ack();
		});

		publishAll(broker, kill);

		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.ended.get() == MESSAGES);
		assertThat(this.confirmed).hasSizeGreaterThan(MESSAGES / 2);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.consumed).containsAll(this.confirmed));
		harness.close();
	}

	private void publishAll(Broker broker, boolean kill) throws InterruptedException {
		Semaphore unconfirmed = new Semaphore(500);
		for (int i = 0; i < MESSAGES; i++) {
			String text = "" + i;
			unconfirmed.acquire();
			CompletionStage<Void> stage = broker
				.publish(Publication.toQueue(this.queue, BrokerScene.text(text), Duration.ofSeconds(40)));
			stage.whenComplete((none, failure) -> {
				if (failure == null) {
					this.confirmed.add(text);
				}
				this.ended.incrementAndGet();
				unconfirmed.release();
			});
			if (i == MESSAGES / 3) {
				bounce(kill);
			}
		}
	}

	private void bounce(boolean kill) {
		if (kill) {
			this.server.kill9();
		}
		else {
			this.server.stop();
		}
		this.server.start();
	}

}
