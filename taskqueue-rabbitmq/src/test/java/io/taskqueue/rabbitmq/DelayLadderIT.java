package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.GetResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Inbox;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RabbitServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The delay ladder is the one that Celery 5.6.3 declares.
 */
@Timeout(120)
class DelayLadderIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static RabbitServer server;

	private final String queue = "delayed." + UUID.randomUUID();

	private RabbitHarness harness;

	@BeforeAll
	static void startServer() {
		server = RabbitServer.launch();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void declareQueue() {
		this.harness = new RabbitHarness(server, QueueType.QUORUM);
		Stages.done(this.harness.broker().declare(QueueDeclaration.named(this.queue)));
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void ladderIsTheOneThatCeleryDeclares() throws IOException {
		publish(Duration.ofDays(1));

		JsonNode celery = fixture("topology/native-delayed-delivery-5.6.3.json");
		assertThat(ladder("list_exchanges", "name", "type", "durable", "auto_delete", "arguments"))
			.isEqualTo(ladder(celery.get("exchanges")));
		assertThat(ladder("list_queues", "name", "durable", "auto_delete", "arguments"))
			.isEqualTo(ladder(celery.get("queues")));
		assertThat(rungs(listed("list_bindings", "source_name", "destination_kind", "destination_name", "routing_key")))
			.isEqualTo(rungs(celery.get("bindings")));
	}

	@Test
	void celeryMayDeclareItsLadderOverOurs() throws Exception {
		publish(Duration.ofDays(1));
		JsonNode celery = fixture("topology/native-delayed-delivery-5.6.3.json");

		Rabbits.onChannel(server, (channel) -> {
			for (JsonNode exchange : celery.get("exchanges")) {
				channel.exchangeDeclare(exchange.get("name").asString(), BuiltinExchangeType.TOPIC, true);
			}
			for (JsonNode declared : celery.get("queues")) {
				channel.queueDeclare(declared.get("name").asString(), true, false, false,
						JSON.convertValue(declared.get("arguments"), new TypeReference<Map<String, Object>>() {
						}));
			}
		});
	}

	@Test
	void routingKeyCarriesTheWholeSecondsAsCeleryWritesThem() throws Exception {
		String tap = "tap-" + UUID.randomUUID();
		publish(Duration.ofDays(1));
		Rabbits.onChannel(server, (channel) -> {
			channel.queueDeclare(tap, true, false, false, null);
			channel.queueBind(tap, "celery_delayed_27", "#");
			publish(Duration.ofMillis(3900));
			GetResponse first = Awaitility.await().until(() -> channel.basicGet(tap, true), (got) -> got != null);
			channel.queueDelete(tap);

			String celery = fixture("delayed-delivery-5.6.3/delay-countdown-3.json").get("messages")
				.get(0)
				.get("routing_key")
				.asString();
			assertThat(first.getEnvelope().getRoutingKey()).isEqualTo(celery.replace("cap.quorum", this.queue));
			assertThat(first.getProps().getExpiration()).isNull();
		});
	}

	@Test
	void messageDelayedAgainKeepsItsRoute() {
		Inbox inbox = new Inbox();
		this.harness.broker().consume(new ConsumerOptions(this.queue, 10), inbox);
		publish(Duration.ofMillis(2500));
		Delivery first = inbox.awaitAt(0);
		assertThat(first.exchange()).isEmpty();
		assertThat(first.routingKey()).isEqualTo(this.queue);
		assertThat(first.message().headers()).isEmpty();

		Stages.done(this.harness.broker()
			.publish(new Publication(first.message(), first.exchange(), first.routingKey(),
					this.harness.now().plusMillis(2500), Duration.ofSeconds(10))));

		first.ack();
		Delivery second = inbox.awaitAt(1);
		assertThat(second.routingKey()).isEqualTo(this.queue);
		second.ack();
	}

	@Test
	void queueWhoseNameEndsTheSameGetsNothing() {
		String longer = "longer." + this.queue;
		Stages.done(this.harness.broker().declare(QueueDeclaration.named(longer)));
		Inbox inbox = new Inbox();
		Inbox other = new Inbox();
		this.harness.broker().consume(new ConsumerOptions(this.queue, 10), inbox);
		this.harness.broker().consume(new ConsumerOptions(longer, 10), other);

		publish(Duration.ofMillis(1500));
		publishTo(longer, Duration.ofMillis(1500));

		other.await(1);
		inbox.await(1);
		inbox.staysAt(1, Duration.ofSeconds(1));
		other.staysAt(1, this.harness.quiet());
	}

	@Test
	void deletedRungIsBuiltAgain() throws Exception {
		publish(Duration.ofDays(1));
		Rabbits.onChannel(server, (channel) -> channel.exchangeDelete("celery_delayed_27"));

		Inbox inbox = new Inbox();
		this.harness.broker().consume(new ConsumerOptions(this.queue, 10), inbox);
		publish(Duration.ofMillis(1500));

		inbox.await(1);
	}

	@Test
	void delayThroughAnExchangeIsRefusedByName() {
		Publication publication = new Publication(BrokerScene.text("x"), "amq.topic", "any.key",
				this.harness.now().plusSeconds(5), Duration.ofSeconds(10));

		Throwable failure = Stages.failure(this.harness.broker().publish(publication));

		assertThat(failure).isInstanceOf(UnroutableException.class).hasMessageContaining("'amq.topic'");
	}

	@Test
	void nameThatIsAWildcardIsRefused() {
		String wild = "a.#." + UUID.randomUUID();
		Stages.done(this.harness.broker().declare(QueueDeclaration.named(wild)));

		Throwable failure = Stages.failure(this.harness.broker().publish(delayed(wild, Duration.ofSeconds(5))));

		assertThat(failure).isExactlyInstanceOf(RefusedPublicationException.class).hasMessageContaining("wildcard");
	}

	private void publish(Duration delay) {
		publishTo(this.queue, delay);
	}

	private void publishTo(String target, Duration delay) {
		Stages.done(this.harness.broker().publish(delayed(target, delay)));
	}

	private Publication delayed(String target, Duration delay) {
		return Publication.toQueue(target, BrokerScene.text("later"), Duration.ofSeconds(10))
			.notBefore(this.harness.now().plus(delay));
	}

	private static Set<String> ladder(String... command) {
		return ladder(listed(command));
	}

	private static Set<String> ladder(JsonNode objects) {
		Set<String> described = new TreeSet<>();
		for (JsonNode object : objects) {
			if (object.get("name").asString().startsWith("celery_delayed")) {
				described.add(object.get("name") + " durable=" + object.get("durable") + " autoDelete="
						+ object.get("auto_delete") + " " + object.path("type") + arguments(object.get("arguments")));
			}
		}
		return described;
	}

	/**
	 * The server lists arguments as triples of name, type and value.
	 */
	private static Map<String, String> arguments(JsonNode arguments) {
		Map<String, String> described = new TreeMap<>();
		if (arguments.isArray()) {
			arguments.forEach((triple) -> described.put(triple.get(0).asString(), triple.get(2).asString()));
		}
		else {
			arguments.properties().forEach((entry) -> described.put(entry.getKey(), entry.getValue().asString()));
		}
		return described;
	}

	/**
	 * The bindings within the ladder, without the one to the exchange of a task queue.
	 */
	private static Set<String> rungs(JsonNode bindings) {
		Set<String> described = new TreeSet<>();
		StreamSupport.stream(bindings.spliterator(), false)
			.map((binding) -> String.join(" ", text(binding, "source"), text(binding, "destination"),
					binding.get("routing_key").asString()))
			.filter((binding) -> binding.matches("celery_delayed_\\d+ .*"))
			.forEach(described::add);
		return described;
	}

	private static String text(JsonNode binding, String name) {
		JsonNode value = binding.get(name);
		return ((value != null) ? value : binding.get(name + "_name")).asString();
	}

	private static JsonNode listed(String... command) {
		String[] formatted = Arrays.copyOf(command, command.length + 2);
		formatted[command.length] = "--formatter";
		formatted[command.length + 1] = "json";
		return JSON.readTree(server.ctl(formatted));
	}

	private static JsonNode fixture(String name) throws IOException {
		try (InputStream stream = DelayLadderIT.class.getResourceAsStream("/celery-fixtures/" + name)) {
			return JSON.readTree(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

}
