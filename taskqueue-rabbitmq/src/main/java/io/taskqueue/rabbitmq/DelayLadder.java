package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.RefusedPublicationException;

/**
 * Celery's native delayed delivery: a ladder of 28 quorum queues, the one of level
 * <em>n</em> holding messages for 2<sup>n</sup> seconds before it hands them one level
 * down. The routing key begins with the delay in binary digits, each of which decides
 * whether a level holds the message or passes it on (protocol reference 4.3). Names and
 * arguments are Celery's, so that a Python fleet shares the ladder.
 *
 * <p>
 * Each task queue is bound with exactly 28 single-word wildcards and its own name.
 * Celery's own bindings begin with {@code #.} instead and also match queues whose names
 * end the same way; they can't be seen over AMQP and are left alone.
 */
final class DelayLadder implements RabbitLink.Listener {

	/**
	 * The longest delay.
	 */
	static final Duration MAX_DELAY = Duration.ofSeconds((1L << DelayedKeys.LEVELS) - 1);

	static final String TOP = exchange(DelayedKeys.LEVELS - 1);

	private static final Logger logger = LoggerFactory.getLogger(DelayLadder.class);

	private static final String END = "celery_delayed_delivery";

	private static final int MAX_KEY_BYTES = 255;

	private final RabbitLink link;

	private final QueueTopology topology;

	private final Map<String, CompletableFuture<Void>> prepared = new ConcurrentHashMap<>();

	/**
	 * Whether the ladder was declared on the current connection; on the link's thread.
	 */
	private boolean standing;

	DelayLadder(RabbitLink link, QueueTopology topology) {
		this.link = link;
		this.topology = topology;
	}

	/**
	 * Make sure that a delayed message reaches the queue: a publication alone proves only
	 * the first rung.
	 */
	CompletionStage<Void> prepare(String queue) {
		CompletableFuture<Void> outcome = this.prepared.get(queue);
		if (outcome != null && !outcome.isCompletedExceptionally()) {
			return outcome;
		}
		CompletableFuture<Void> fresh = this.link.call((connection) -> prepareNow(connection, queue));
		this.prepared.put(queue, fresh);
		return fresh;
	}

	void forgetAll() {
		this.prepared.clear();
		this.link.execute(() -> this.standing = false);
	}

	@Override
	public void opened(Connection connection) {
		this.standing = false;
	}

	@Override
	public void lost(ShutdownSignalException cause) {
		this.prepared.clear();
	}

	private void prepareNow(Connection connection, String queue) throws IOException {
		requireBindable(queue);
		this.topology.redeclare(connection, queue);
		try (DeclaringChannel channel = new DeclaringChannel(connection)) {
			if (!channel.exists((open) -> open.queueDeclarePassive(queue))) {
				throw PublishFailures.noQueue("", queue);
			}
			if (!this.standing) {
				build(channel);
				this.standing = true;
			}
			channel.declare("the binding of queue '" + queue + "' to the delay ladder",
					(open) -> open.queueBind(queue, END, DelayedKeys.ANY_DELAY + queue));
		}
	}

	private static void requireBindable(String queue) {
		if (DelayedKeys.of(0, queue).getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
			throw new RefusedPublicationException(
					"Queue '" + queue + "' can't take delayed messages: its name must not be longer than "
							+ (MAX_KEY_BYTES - DelayedKeys.ANY_DELAY.length()) + " bytes",
					null);
		}
		for (String word : queue.split("\\.")) {
			if (word.equals("*") || word.equals("#")) {
				throw new RefusedPublicationException(
						"Queue '" + queue + "' can't take delayed messages: a word of its name is '" + word
								+ "', which RabbitMQ reads as a wildcard",
						null);
			}
		}
	}

	private static void build(DeclaringChannel channel) throws IOException {
		channel.declare("exchange '" + END + "'", (open) -> open.exchangeDeclare(END, BuiltinExchangeType.TOPIC, true));
		for (int level = 0; level < DelayedKeys.LEVELS; level++) {
			String name = exchange(level);
			String below = (level > 0) ? exchange(level - 1) : END;
			channel.declare("exchange '" + name + "'",
					(open) -> open.exchangeDeclare(name, BuiltinExchangeType.TOPIC, true));
			declareQueue(channel, name, arguments(level, below));
			String hold = DelayedKeys.pattern(level, '1');
			channel.declare("a binding of queue '" + name + "'", (open) -> open.queueBind(name, name, hold));
			String pass = DelayedKeys.pattern(level, '0');
			channel.declare("a binding of exchange '" + name + "'", (open) -> open.exchangeBind(below, name, pass));
		}
		logger.info("The delay ladder stands: exchanges and queues celery_delayed_0 to {}", TOP);
	}

	/**
	 * A Python fleet may have built the ladder of classic queues; it works, so it stays.
	 */
	private static void declareQueue(DeclaringChannel channel, String name, Map<String, Object> arguments)
			throws IOException {
		try {
			channel.declare("queue '" + name + "' with arguments " + arguments,
					(open) -> open.queueDeclare(name, true, false, false, arguments));
		}
		catch (BrokerException ex) {
			if (ex.getCause() == null || Causes.code(ex.getCause()) != AMQP.PRECONDITION_FAILED
					|| !channel.exists((open) -> open.queueDeclarePassive(name))) {
				throw ex;
			}
			logger.warn("The delay ladder has a queue '{}' with other arguments than Celery's for quorum queues; it is "
					+ "used as it is: {}", name, Causes.text(ex.getCause()));
		}
	}

	private static Map<String, Object> arguments(int level, String below) {
		Map<String, Object> arguments = new LinkedHashMap<>();
		arguments.put("x-queue-type", "quorum");
		arguments.put("x-dead-letter-strategy", "at-least-once");
		arguments.put("x-overflow", "reject-publish");
		arguments.put("x-dead-letter-exchange", below);
		arguments.put("x-message-ttl", (1L << level) * 1000);
		return arguments;
	}

	private static String exchange(int level) {
		return DelayedKeys.EXCHANGE_PREFIX + level;
	}

}
