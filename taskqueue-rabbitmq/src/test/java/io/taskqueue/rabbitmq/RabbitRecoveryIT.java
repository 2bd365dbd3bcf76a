package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Inbox;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.message.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to the server, the connection or the queue, consuming and publishing
 * go on afterwards.
 */
@Timeout(120)
class RabbitRecoveryIT {

	private static RabbitServer server;

	private final String queue = "recovery-" + UUID.randomUUID();

	private RabbitHarness harness;

	private Broker broker;

	@BeforeAll
	static void startServer() {
		server = RabbitServer.launch("consumer_timeout = 3000");
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void declareQueue() {
		RabbitBrokerOptions options = RabbitBrokerOptions.defaults()
			.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(1));
		this.harness = new RabbitHarness(server, options);
		this.broker = this.harness.broker();
		Stages.done(this.broker.declare(QueueDeclaration.named(this.queue)));
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void cutConnectionIsMadeAgain() {
		Inbox inbox = new Inbox();
		MessageConsumer consumer = consume(inbox);
		publish("before");
		Delivery lost = inbox.awaitAt(0);

		this.harness.proxy().cut();

		await().until(() -> !lost.open());
		inbox.awaitAt(1).ack();
		await().until(consumer::active);
		publish("after");
		assertThat(inbox.awaitAt(2).message().body()).asString().isEqualTo("after");
	}

	@Test
	void cutEndsEveryPublicationOneWayOrTheOther() {
		publish("connect");
		this.harness.proxy().freezeAnswers();
		List<CompletionStage<Void>> written = publishAll(200, Duration.ofSeconds(20));

		this.harness.proxy().cut();
		this.harness.proxy().thaw();

		await().until(() -> written.stream().allMatch((stage) -> stage.toCompletableFuture().isDone()));
		assertThat(written).anyMatch((stage) -> stage.toCompletableFuture().isCompletedExceptionally())
			.allSatisfy((stage) -> assertThat(outcome(stage)).isIn("confirmed", "unconfirmed"));
		publish("after");
	}

	@Test
	void publicationWaitsForTheConnection() {
		this.harness.pass(Duration.ofSeconds(1));
		server.stop();
		CompletionStage<Void> waiting = this.broker.publish(publication("patient", Duration.ofSeconds(30)));

		server.start();

		Stages.done(waiting);
	}

	@Test
	void halfOpenConnectionIsNoticed() {
		Inbox inbox = new Inbox();
		MessageConsumer consumer = consume(inbox);
		await().until(consumer::active);

		this.harness.proxy().freeze();

		await().until(() -> !consumer.active());
		this.harness.proxy().cut();
		this.harness.proxy().thaw();
		await().until(consumer::active);
		publish("after");
		inbox.await(1);
	}

	@Test
	void deletedQueueIsDeclaredAndConsumedAgain() throws Exception {
		Inbox inbox = new Inbox();
		MessageConsumer consumer = consume(inbox);
		await().until(consumer::active);

		onChannel((channel) -> channel.queueDelete(this.queue));

		await().until(() -> exists(this.queue) && consumer.active());
		publish("after");
		inbox.await(1);
	}

	@Test
	void publishingToADeletedQueueDeclaresItAgain() throws Exception {
		publish("before");
		onChannel((channel) -> channel.queueDelete(this.queue));

		publish("after");

		Inbox inbox = new Inbox();
		consume(inbox);
		inbox.await(1);
		assertThat(inbox.texts()).containsExactly("after");
	}

	@Test
	void missingQueueIsConsumedOnceItExists() throws Exception {
		String later = "later-" + UUID.randomUUID();
		Inbox inbox = new Inbox();
		MessageConsumer consumer = this.broker.consume(new ConsumerOptions(later, 1), inbox);
		this.harness.pass(Duration.ofSeconds(1));
		assertThat(consumer.active()).isFalse();

		onChannel((channel) -> channel.queueDeclare(later, true, false, false, null));

		await().until(consumer::active);
	}

	@Test
	void timedOutDeliveryComesAgainOnANewChannel() {
		Inbox inbox = new Inbox();
		consume(inbox);
		publish("slow");
		Delivery slow = inbox.awaitAt(0);

		Delivery again = inbox.awaitAt(1);

		assertThat(slow.open()).isFalse();
		assertThat(again.redelivered()).isTrue();
		slow.ack();
		again.ack();
	}

	@Test
	void alarmBlocksPublicationsButNotAcknowledgements() {
		Inbox inbox = new Inbox();
		consume(inbox);
		publish("one");
		inbox.await(1);
		server.ctl("set_vm_memory_high_watermark", "0.00001");
		try {
			CompletionStage<Void> first = this.broker.publish(publication("two", Duration.ofSeconds(2)));
			assertThat(Stages.failure(first)).isInstanceOf(UnconfirmedException.class);

			CompletionStage<Void> second = this.broker.publish(publication("three", Duration.ofSeconds(1)));

			assertThat(Stages.failure(second)).isExactlyInstanceOf(BrokerException.class)
				.hasMessageContaining("blocked by the broker: memory or disk alarm")
				.hasMessageContaining(this.queue);
			await().until(() -> {
				inbox.deliveries().forEach(Delivery::ack);
				return unacknowledged() == 0;
			});
		}
		finally {
			server.ctl("set_vm_memory_high_watermark", "0.4");
		}
		publish("four");
		await().until(() -> inbox.texts().contains("four"));
	}

	@Test
	void changedPasswordIsNamedAndRecovers() {
		MessageConsumer consumer = consume(new Inbox());
		await().until(consumer::active);
		server.ctl("change_password", "guest", "other");
		try {
			this.harness.proxy().cut();

			await().untilAsserted(
					() -> assertThat(Stages.failure(this.broker.publish(publication("refused", Duration.ofSeconds(1)))))
						.hasMessageContaining("ACCESS_REFUSED"));
			assertThat(consumer.active()).isFalse();
		}
		finally {
			server.ctl("change_password", "guest", "guest");
		}
		await().until(consumer::active);
		publish("accepted");
	}

	@Test
	@Timeout(10)
	void stopDoesNotWaitForAServerThatReadsNoMore() {
		publish("connect");
		this.harness.proxy().freeze();
		byte[] big = new byte[8 * 1024 * 1024];
		CompletionStage<Void> stuck = this.broker.publish(Publication.toQueue(this.queue,
				new Message(BrokerScene.text("").properties(), Map.of(), big), Duration.ofSeconds(60)));

		this.broker.stop();

		assertThat(Stages.failure(stuck)).isInstanceOf(BrokerException.class).hasMessageContaining("stopped");
	}

	private MessageConsumer consume(Inbox inbox) {
		return this.broker.consume(new ConsumerOptions(this.queue, 100), inbox);
	}

	private void publish(String text) {
		Stages.done(this.broker.publish(publication(text, Duration.ofSeconds(25))));
	}

	private List<CompletionStage<Void>> publishAll(int count, Duration timeout) {
		List<CompletionStage<Void>> stages = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			stages.add(this.broker.publish(publication("" + i, timeout)));
		}
		return stages;
	}

	private Publication publication(String text, Duration timeout) {
		return Publication.toQueue(this.queue, BrokerScene.text(text), timeout);
	}

	private static String outcome(CompletionStage<Void> stage) {
		if (!stage.toCompletableFuture().isCompletedExceptionally()) {
			return "confirmed";
		}
		Throwable failure = Stages.failure(stage);
		return (failure instanceof UnconfirmedException) ? "unconfirmed" : failure.toString();
	}

	private int unacknowledged() {
		String line = server.ctl("list_queues", "name", "messages_unacknowledged")
			.lines()
			.filter((candidate) -> candidate.startsWith(this.queue))
			.findFirst()
			.orElseThrow();
		return Integer.parseInt(line.split("\t")[1]);
	}

	private static boolean exists(String name) {
		return server.ctl("list_queues", "name").lines().anyMatch(name::equals);
	}

	private static void onChannel(Rabbits.ChannelAction action) throws Exception {
		Rabbits.onChannel(server, action);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

}
