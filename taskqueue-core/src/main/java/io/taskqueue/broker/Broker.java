package io.taskqueue.broker;

import java.util.concurrent.CompletionStage;

/**
 * What the task queue needs of a message broker. Implementations are asynchronous: no
 * method blocks on the network, and stages may complete on the broker's threads, where no
 * user code runs. A broker recovers its connections, declarations and consumers by
 * itself.
 *
 * @since 0.1.0
 */
public interface Broker {

	/**
	 * What this broker can do. A feature that needs more fails at start-up, by name.
	 * @return the capabilities
	 */
	BrokerCapabilities capabilities();

	/**
	 * Make sure that a queue exists: an existing one is adopted whatever its type, a
	 * missing one is created. Besides the default exchange, a direct exchange of the
	 * queue's name reaches it with the queue's name as routing key (protocol reference
	 * 2.1). Repeated calls are cheap.
	 * @param queue the queue
	 * @return completes when the queue exists, or with a {@link BrokerException}
	 */
	CompletionStage<Void> declare(QueueDeclaration queue);

	/**
	 * Publish a message, confirmed and mandatory.
	 * @param publication what to publish, where, when, and how long to wait for the
	 * confirm
	 * @return completes when the broker has taken responsibility for the message, or with
	 * {@link UnroutableException} (no queue takes it, it is not published),
	 * {@link UnconfirmedException} (the outcome is unknown),
	 * {@link RefusedPublicationException} (it can never be published as it is) or another
	 * {@link BrokerException} (it is not published; later it may be)
	 */
	CompletionStage<Void> publish(Publication publication);

	/**
	 * Start consuming a queue. The queue must have been declared.
	 * @param options what to consume, and how much at once
	 * @param handler receives the deliveries on a thread of the broker and must return
	 * soon
	 * @return the consumer
	 */
	MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler);

	/**
	 * Close consumers and connections. What is not settled goes back to its queue. The
	 * broker may be used again afterwards: it then connects anew.
	 */
	void stop();

}
