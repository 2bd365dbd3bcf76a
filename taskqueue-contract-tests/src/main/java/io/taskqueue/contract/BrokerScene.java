package io.taskqueue.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One test's broker, with a queue of its own, and the words its tests are written in.
 */
public final class BrokerScene {

	/**
	 * How long publications wait for their confirm.
	 */
	public static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(20);

	private final BrokerHarness harness;

	private final String queue = newName();

	BrokerScene(BrokerHarness harness) {
		this.harness = harness;
		declare(QueueDeclaration.named(this.queue));
	}

	/**
	 * The harness.
	 * @return the harness
	 */
	public BrokerHarness harness() {
		return this.harness;
	}

	/**
	 * The broker.
	 * @return the broker
	 */
	public Broker broker() {
		return this.harness.broker();
	}

	/**
	 * The name of the test's own queue, which is declared and empty.
	 * @return the name
	 */
	public String queue() {
		return this.queue;
	}

	String newName() {
		return "contract-" + UUID.randomUUID();
	}

	void declare(QueueDeclaration declaration) {
		Stages.done(broker().declare(declaration));
	}

	/**
	 * Publish texts to the queue, confirmed one after the other.
	 * @param texts the bodies
	 */
	public void publish(String... texts) {
		for (String text : texts) {
			publish(publication(text));
		}
	}

	void publish(Publication publication) {
		Stages.done(broker().publish(publication));
	}

	/**
	 * Consume the queue.
	 * @param prefetch the prefetch
	 * @param handler the handler
	 * @return the consumer
	 */
	public MessageConsumer consume(int prefetch, DeliveryHandler handler) {
		return broker().consume(new ConsumerOptions(this.queue, prefetch), handler);
	}

	/**
	 * Check what is left in the queue. Nobody else may consume it; it is left empty.
	 * @param texts the bodies, in order
	 */
	public void assertLeft(String... texts) {
		assertThat(left(texts.length)).containsExactly(texts);
	}

	/**
	 * Check what is left in the queue after messages were given back to it.
	 * @param texts the bodies, in order where the broker keeps it
	 */
	void assertLeftAfterRequeue(String... texts) {
		if (this.harness.keepsPlaceOfRequeued()) {
			assertLeft(texts);
		}
		else {
			assertThat(left(texts.length)).containsExactlyInAnyOrder(texts);
		}
	}

	private List<String> left(int count) {
		Inbox rest = new Inbox();
		MessageConsumer consumer = consume(count + 1, rest);
		rest.staysAt(count, this.harness.quiet());
		rest.deliveries().forEach(Delivery::ack);
		consumer.close();
		return rest.texts();
	}

	/**
	 * A publication to the queue.
	 * @param text the body
	 * @return the publication
	 */
	public Publication publication(String text) {
		return Publication.toQueue(this.queue, text(text), CONFIRM_TIMEOUT);
	}

	/**
	 * A persistent message.
	 * @param text the body
	 * @return the message
	 */
	public static Message text(String text) {
		return new Message(MessageProperties.json(null), Map.of(), text.getBytes(StandardCharsets.UTF_8));
	}

}
