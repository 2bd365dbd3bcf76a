package io.taskqueue.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Declaring, publishing and what a message looks like when it arrives.
 */
interface PublishContract extends BrokerContract {

	@Test
	default void messageArrivesWithItsRoute() {
		scene().publish("hello");

		Delivery delivery = receive();
		assertThat(delivery.message().body()).asString().isEqualTo("hello");
		assertThat(delivery.queue()).isEqualTo(scene().queue());
		assertThat(delivery.exchange()).isEmpty();
		assertThat(delivery.routingKey()).isEqualTo(scene().queue());
		assertThat(delivery.redelivered()).isFalse();
	}

	@Test
	default void propertiesArriveAsTheyWere() {
		MessageProperties properties = new MessageProperties("application/json", "utf-8", true, 7, "id-ü",
				"reply-queue");

		publish(new Message(properties, Map.of(), new byte[0]));

		assertThat(receive().message().properties()).isEqualTo(properties);
	}

	@Test
	default void absentPropertiesStayAbsent() {
		MessageProperties properties = new MessageProperties(null, null, false, null, null, null);

		publish(new Message(properties, Map.of(), new byte[0]));

		assertThat(receive().message().properties()).isEqualTo(properties);
	}

	@Test
	default void headersOfEveryTypeArriveAsTheyWere() {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>();
		headers.put("null", null);
		headers.put("text", "Grüße, 世界 \uD83D\uDE80");
		headers.put("empty", "");
		headers.put("int", Integer.MIN_VALUE);
		headers.put("long", Long.MAX_VALUE);
		headers.put("double", 0.1);
		headers.put("boolean", true);
		headers.put("list", Arrays.asList(1, null, "two", List.of(3.5, false)));
		headers.put("map", new LinkedHashMap<>(Map.of("inner", Map.of("list", List.of(1L, "x")))));

		publish(new Message(MessageProperties.json("id"), headers, new byte[0]));

		assertThat(receive().message().headers()).isEqualTo(headers);
	}

	@Test
	default void bodyIsUntouched() {
		byte[] everyByte = new byte[256];
		for (int i = 0; i < everyByte.length; i++) {
			everyByte[i] = (byte) i;
		}

		publish(new Message(MessageProperties.json("id"), Map.of(), everyByte));

		assertThat(receive().message().body()).isEqualTo(everyByte);
	}

	@Test
	default void bodyOfOneMegabyteIsUntouched() {
		byte[] body = new byte[1024 * 1024];
		for (int i = 0; i < body.length; i++) {
			body[i] = (byte) (i * 31);
		}

		publish(new Message(MessageProperties.json("id"), Map.of(), body));

		assertThat(receive().message().body()).isEqualTo(body);
	}

	@Test
	default void messagesArriveInTheirOrder() {
		scene().publish("1", "2", "3", "4", "5");

		scene().assertLeft("1", "2", "3", "4", "5");
	}

	@Test
	default void higherPriorityArrivesFirst() {
		Assumptions.assumeTrue(scene().broker().capabilities().priorities(), "the broker has no priorities");
		String queue = scene().newName();
		scene().declare(new QueueDeclaration(queue, QueueType.CLASSIC, 9, Map.of()));
		List.of(0, 5, 9, 5).forEach((priority) -> scene().publish(prioritized(queue, priority)));
		scene().publish(Publication.toQueue(queue, BrokerScene.text("none"), BrokerScene.CONFIRM_TIMEOUT));

		Inbox inbox = new Inbox();
		scene().broker().consume(new ConsumerOptions(queue, 5), inbox);

		inbox.await(5);
		assertThat(inbox.texts()).containsExactly("9", "5", "5", "0", "none");
	}

	@Test
	default void declaringAgainAdoptsTheQueue() {
		scene().publish("kept");

		scene().declare(QueueDeclaration.named(scene().queue()));
		scene().declare(new QueueDeclaration(scene().queue(), QueueType.CLASSIC, 5, Map.of()));

		scene().assertLeft("kept");
	}

	@Test
	default void exchangeOfTheQueuesNameReachesTheQueue() {
		String queue = scene().queue();

		scene().publish(new Publication(BrokerScene.text("named"), queue, queue, null, BrokerScene.CONFIRM_TIMEOUT));

		Delivery delivery = receive();
		assertThat(delivery.exchange()).isEqualTo(queue);
		assertThat(delivery.routingKey()).isEqualTo(queue);
	}

	@Test
	default void undeclaredQueueIsUnroutable() {
		String missing = scene().newName();

		Throwable failure = Stages.failure(scene().broker()
			.publish(Publication.toQueue(missing, BrokerScene.text("lost"), BrokerScene.CONFIRM_TIMEOUT)));

		assertThat(failure).isInstanceOf(UnroutableException.class).hasMessageContaining(missing);
	}

	@Test
	default void unboundRoutingKeyIsUnroutable() {
		Throwable failure = Stages.failure(scene().broker()
			.publish(new Publication(BrokerScene.text("lost"), scene().queue(), "unbound", null,
					BrokerScene.CONFIRM_TIMEOUT)));

		assertThat(failure).isInstanceOf(UnroutableException.class).hasMessageContaining("unbound");
	}

	@Test
	default void missingExchangeFailsAndHarmsNothing() {
		String missing = scene().newName();

		Throwable failure = Stages.failure(scene().broker()
			.publish(new Publication(BrokerScene.text("lost"), missing, scene().queue(), null,
					BrokerScene.CONFIRM_TIMEOUT)));

		assertThat(failure).isInstanceOf(BrokerException.class)
			.isNotInstanceOf(UnconfirmedException.class)
			.hasMessageContaining(missing);
		scene().publish("next");
		scene().assertLeft("next");
	}

	private void publish(Message message) {
		scene().publish(Publication.toQueue(scene().queue(), message, BrokerScene.CONFIRM_TIMEOUT));
	}

	private Publication prioritized(String queue, int priority) {
		MessageProperties properties = new MessageProperties(null, null, true, priority, null, null);
		Message message = new Message(properties, Map.of(), BrokerScene.text("" + priority).body());
		return Publication.toQueue(queue, message, BrokerScene.CONFIRM_TIMEOUT);
	}

	private Delivery receive() {
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);
		return inbox.awaitAt(0);
	}

}
