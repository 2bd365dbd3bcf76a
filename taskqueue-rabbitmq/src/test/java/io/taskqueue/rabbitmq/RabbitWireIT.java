package io.taskqueue.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.LongString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Inbox;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.time.SystemTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others see of our messages and queues, and what we make of theirs.
 */
@Timeout(60)
@ExtendWith(RabbitServerExtension.class)
class RabbitWireIT {

	private final String queue = "wire-" + UUID.randomUUID();

	private final RabbitServer server;

	private RabbitHarness harness;

	RabbitWireIT(RabbitServer server) {
		this.server = server;
	}

	@BeforeEach
	void connect() {
		this.harness = new RabbitHarness(this.server, QueueType.CLASSIC);
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void headersHaveTypesThatPythonReads() throws Exception {
		declare(QueueDeclaration.named(this.queue));
		Map<String, Object> headers = new LinkedHashMap<>();
		headers.put("text", "täxt");
		headers.put("int", 1);
		headers.put("negative", -5L);
		headers.put("long", 1L << 40);
		headers.put("none", null);
		headers.put("list", Arrays.asList(null, null));
		headers.put("x-death", List.of(Map.of("queue", "celery_delayed_1")));
		headers.put("x-first-death-queue", "celery_delayed_1");
		headers.put("x-delivery-count", 3);

		publish(new Message(MessageProperties.json("id"), headers, "[]".getBytes(StandardCharsets.UTF_8)));

		AMQP.BasicProperties properties = get().getProps();
		assertThat(properties.getHeaders()).containsOnlyKeys("text", "int", "negative", "long", "none", "list");
		assertThat(properties.getHeaders().get("text")).isInstanceOf(LongString.class).hasToString("täxt");
		assertThat(properties.getHeaders()).containsEntry("int", 1)
			.containsEntry("negative", -5)
			.containsEntry("long", 1L << 40)
			.containsEntry("none", null)
			.containsEntry("list", Arrays.asList(null, null));
		assertThat(properties.getDeliveryMode()).isEqualTo(2);
		assertThat(properties.getContentType()).isEqualTo("application/json");
		assertThat(properties.getExpiration()).isNull();
		assertThat(properties.getMessageId()).isNull();
	}

	@Test
	void headersOfOthersBecomeOurTypes() throws Exception {
		declare(QueueDeclaration.named(this.queue));
		Map<String, Object> headers = new LinkedHashMap<>();
		headers.put("bytes", "raw".getBytes(StandardCharsets.UTF_8));
		headers.put("float", 1.5f);
		headers.put("short", (short) 7);
		headers.put("date", new Date(0));
		headers.put("x-death", List.of());
		headers.put("x-last-death-reason", "expired");
		AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().headers(headers)
			.expiration("60000")
			.build();
		Rabbits.onChannel(this.server, (channel) -> channel.basicPublish("", this.queue, properties, new byte[0]));
		Inbox inbox = new Inbox();

		this.harness.broker().consume(new ConsumerOptions(this.queue, 1), inbox);

		assertThat(inbox.awaitAt(0).message().headers()).containsExactlyInAnyOrderEntriesOf(
				Map.of("bytes", "raw", "float", 1.5, "short", 7, "date", "1970-01-01T00:00:00Z"));
	}

	@Test
	void classicQueueIsTheOneThatAnUnconfiguredCeleryClientDeclares() throws Exception {
		declare(new QueueDeclaration(this.queue, QueueType.CLASSIC, null, Map.of()));

		Rabbits.onChannel(this.server, (channel) -> {
			channel.exchangeDeclare(this.queue, "direct", true);
			channel.queueDeclare(this.queue, true, false, false, null);
			channel.queueBind(this.queue, this.queue, this.queue);
		});
	}

	@Test
	void existingQueueIsAdoptedWithAnExchangeOfAnotherType() throws Exception {
		Rabbits.onChannel(this.server, (channel) -> {
			channel.exchangeDeclare(this.queue, "topic", true);
			channel.queueDeclare(this.queue, true, false, false, Map.of("x-max-priority", 3));
		});

		declare(new QueueDeclaration(this.queue, QueueType.QUORUM, null, Map.of()));

		publish(BrokerScene.text("adopted"));
		assertThat(get().getBody()).asString().isEqualTo("adopted");
	}

	@Test
	void lockedQueueIsRefusedByName() throws Exception {
		Rabbits.onChannel(this.server, (channel) -> {
			channel.queueDeclare(this.queue, false, true, true, null);

			Throwable failure = Stages.failure(this.harness.broker().declare(QueueDeclaration.named(this.queue)));

			assertThat(failure).isInstanceOf(BrokerException.class)
				.hasMessageContaining("'" + this.queue + "'")
				.hasMessageContaining("RESOURCE_LOCKED");
		});
	}

	@Test
	void impossibleArgumentIsRefusedByName() {
		QueueDeclaration impossible = new QueueDeclaration(this.queue, QueueType.QUORUM, null,
				Map.of("x-queue-mode", "lazy", "x-message-ttl", -1));

		Throwable failure = Stages.failure(this.harness.broker().declare(impossible));

		assertThat(failure).isInstanceOf(BrokerException.class)
			.hasMessageContaining("'" + this.queue + "'")
			.hasMessageContaining("x-message-ttl");
	}

	@Test
	void quorumQueueWithPrioritiesIsRefusedByName() {
		QueueDeclaration impossible = new QueueDeclaration(this.queue, QueueType.QUORUM, 5, Map.of());

		Throwable failure = Stages.failure(this.harness.broker().declare(impossible));

		assertThat(failure).isInstanceOf(BrokerException.class).hasMessageContaining("x-max-priority=5");
	}

	@Test
	void messageThatCanNotBeWrittenHarmsNoOther() {
		declare(QueueDeclaration.named(this.queue));
		Message tooBig = BrokerScene.text("x").withHeader("huge", "x".repeat(200_000));

		Throwable failure = Stages
			.failure(this.harness.broker().publish(Publication.toQueue(this.queue, tooBig, Duration.ofSeconds(10))));

		assertThat(failure).isExactlyInstanceOf(RefusedPublicationException.class).hasMessageContaining(this.queue);
		publish(BrokerScene.text("next"));
	}

	@Test
	void everyAddressIsTriedAndTheConnectionFactoryStaysAsItIs() {
		CachingConnectionFactory factory = Rabbits.connectionFactory(this.server);
		factory.setAddresses("127.0.0.1:1," + this.server.host() + ":" + this.server.port());
		SystemTimeSource time = new SystemTimeSource();
		RabbitBroker broker = new RabbitBroker(factory, RabbitBrokerOptions.defaults(), time);

		Stages.done(broker.declare(QueueDeclaration.named(this.queue)));

		assertThat(factory.isPublisherConfirms()).isFalse();
		assertThat(factory.getRabbitConnectionFactory().getRequestedHeartbeat())
			.isEqualTo(ConnectionFactory.DEFAULT_HEARTBEAT);
		broker.stop();
		time.stop();
		factory.destroy();
	}

	private void declare(QueueDeclaration declaration) {
		Stages.done(this.harness.broker().declare(declaration));
	}

	private void publish(Message message) {
		Stages.done(this.harness.broker().publish(Publication.toQueue(this.queue, message, Duration.ofSeconds(10))));
	}

	private GetResponse get() throws Exception {
		GetResponse[] got = new GetResponse[1];
		Rabbits.onChannel(this.server, (channel) -> got[0] = Awaitility.await()
			.until(() -> channel.basicGet(this.queue, true), (response) -> response != null));
		return got[0];
	}

}
