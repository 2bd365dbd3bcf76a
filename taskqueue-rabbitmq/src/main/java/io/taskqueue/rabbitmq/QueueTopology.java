package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;

/**
 * Declares task queues. An existing queue is adopted whatever its type; a missing one is
 * created as Celery would: durable, with a direct exchange of its name bound to it
 * (protocol reference 2.1). What was declared is remembered until the connection is lost
 * or the queue turns out to be missing.
 */
final class QueueTopology {

	private static final Logger logger = LoggerFactory.getLogger(QueueTopology.class);

	private final RabbitLink link;

	private final QueueType defaultType;

	private final Map<String, QueueDeclaration> known = new ConcurrentHashMap<>();

	private final Map<String, CompletableFuture<Void>> declared = new ConcurrentHashMap<>();

	private final Map<String, CompletableFuture<Void>> exchanges = new ConcurrentHashMap<>();

	QueueTopology(RabbitLink link, QueueType defaultType) {
		this.link = link;
		this.defaultType = defaultType;
	}

	CompletionStage<Void> declare(QueueDeclaration queue) {
		this.known.putIfAbsent(queue.name(), queue);
		return cached(this.declared, queue.name(), (connection) -> declareNow(connection, queue));
	}

	/**
	 * Whether this queue was declared before, so that it can be declared again.
	 */
	@Nullable QueueDeclaration known(String queue) {
		return this.known.get(queue);
	}

	/**
	 * Make sure that an exchange exists: publishing to a missing one closes the channel
	 * under all other publications.
	 */
	CompletionStage<Void> verifyExchange(String exchange) {
		return cached(this.exchanges, exchange, (connection) -> requireExchange(connection, exchange));
	}

	/**
	 * Make sure that a queue exists that was declared before. On the link's thread.
	 */
	void redeclare(Connection connection, String name) throws IOException {
		CompletableFuture<Void> earlier = this.declared.get(name);
		QueueDeclaration queue = this.known.get(name);
		if (queue != null && (earlier == null || !earlier.isDone() || earlier.isCompletedExceptionally())) {
			declareNow(connection, queue);
			this.declared.put(name, CompletableFuture.completedFuture(null));
		}
	}

	void forget(String name) {
		this.declared.remove(name);
		this.exchanges.remove(name);
	}

	void forgetAll() {
		this.declared.clear();
		this.exchanges.clear();
	}

	private CompletionStage<Void> cached(Map<String, CompletableFuture<Void>> cache, String name,
			RabbitLink.Call step) {
		CompletableFuture<Void> outcome = cache.get(name);
		if (outcome != null && !outcome.isCompletedExceptionally()) {
			return outcome;
		}
		CompletableFuture<Void> fresh = this.link.call(step);
		cache.put(name, fresh);
		return fresh;
	}

	private static void requireExchange(Connection connection, String exchange) throws IOException {
		try (DeclaringChannel channel = new DeclaringChannel(connection)) {
			if (!channel.exists((open) -> open.exchangeDeclarePassive(exchange))) {
				throw PublishFailures.noExchange(exchange);
			}
		}
	}

	private void declareNow(Connection connection, QueueDeclaration queue) throws IOException {
		try (DeclaringChannel channel = new DeclaringChannel(connection)) {
			boolean adopted = exists(channel, queue.name());
			if (!adopted) {
				create(channel, queue);
			}
			bind(channel, queue.name(), adopted);
		}
	}

	private static boolean exists(DeclaringChannel channel, String queue) throws IOException {
		try {
			return channel.exists((open) -> open.queueDeclarePassive(queue));
		}
		catch (IOException ex) {
			if (Causes.code(ex) == 0) {
				throw ex;
			}
			throw new BrokerException("Queue '" + queue + "' can't be used: " + Causes.text(ex), ex);
		}
	}

	private void create(DeclaringChannel channel, QueueDeclaration queue) throws IOException {
		Map<String, Object> arguments = arguments(queue);
		try {
			channel.declare("queue '" + queue.name() + "' with arguments " + arguments,
					(open) -> open.queueDeclare(queue.name(), true, false, false, arguments));
		}
		catch (BrokerException ex) {
			if (exists(channel, queue.name())) {
				return;
			}
			throw ex;
		}
		if (arguments.isEmpty()) {
			logger.info("Created classic queue '{}'", queue.name());
		}
		else {
			logger.info("Created queue '{}' with arguments {}. Python clients that publish to it need the setting {}",
					queue.name(), arguments, PythonSetting.of(queue.name(), arguments));
		}
	}

	private Map<String, Object> arguments(QueueDeclaration queue) {
		Map<String, Object> arguments = new HashMap<>(queue.arguments());
		QueueType type = queue.type();
		Integer maxPriority = queue.maxPriority();
		if (type == QueueType.QUORUM && maxPriority != null) {
			throw new BrokerException("Queue '" + queue.name() + "' can't have both priorities (x-max-priority="
					+ maxPriority + ") and the type quorum: declare it classic, or without priorities", null);
		}
		if (maxPriority != null) {
			arguments.put("x-max-priority", maxPriority);
		}
		else if (type == QueueType.QUORUM || (type == null && this.defaultType == QueueType.QUORUM)) {
			arguments.putIfAbsent("x-queue-type", "quorum");
		}
		return arguments;
	}

	/**
	 * The default exchange reaches the queue in any case: where an exchange of this name
	 * is something else, or must not be declared by us, an adopted queue works without.
	 */
	private static void bind(DeclaringChannel channel, String queue, boolean adopted) throws IOException {
		try {
			channel.declare("exchange '" + queue + "' of type direct",
					(open) -> open.exchangeDeclare(queue, BuiltinExchangeType.DIRECT, true));
			channel.declare("the binding of exchange and queue '" + queue + "'",
					(open) -> open.queueBind(queue, queue, queue));
		}
		catch (BrokerException ex) {
			int code = (ex.getCause() != null) ? Causes.code(ex.getCause()) : 0;
			if (!adopted && code != AMQP.PRECONDITION_FAILED) {
				throw ex;
			}
			logger.debug("Queue '{}' goes without a direct exchange of its name", queue, ex);
		}
	}

}
