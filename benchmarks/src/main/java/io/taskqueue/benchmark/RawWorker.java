package io.taskqueue.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Consumes with the plain clients: each result is written and announced without waiting,
 * and acknowledgements cover everything written so far.
 */
final class RawWorker implements AutoCloseable {

	private static final int PREFETCH = 1000;

	private static final long EXPIRES = 86_400;

	private final JsonMapper json = new JsonMapper();

	private final ExecutorService acknowledging = Executors.newSingleThreadExecutor();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final Channel channel;

	private final StatefulRedisConnection<String, String> connection;

	private final String consumerTag;

	private volatile long written;

	private volatile long acknowledged;

	RawWorker(Channel channel, StatefulRedisConnection<String, String> connection, String queue) throws IOException {
		this.channel = channel;
		this.connection = connection;
		channel.basicQos(PREFETCH);
		this.consumerTag = channel.basicConsume(queue, false, new DefaultConsumer(channel) {

			@Override
			public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
				run(envelope.getDeliveryTag(), properties.getCorrelationId(), body);
			}

		});
	}

	static String key(String id) {
		return "celery-task-meta-" + id;
	}

	private void run(long deliveryTag, String id, byte[] body) {
		if (!this.json.readTree(body).isArray()) {
			throw new IllegalStateException("Not a task");
		}
		String document = "{\"status\": \"SUCCESS\", \"result\": 1, \"traceback\": null, \"children\": [], \"task_id\": \""
				+ id + "\"}";
		RedisAsyncCommands<String, String> redis = this.connection.async();
		redis.setex(key(id), EXPIRES, document);
		redis.publish(key(id), document).whenComplete((receivers, ex) -> written(deliveryTag, ex));
	}

	/**
	 * Redis answers in order, so everything before is written too. What fails stays
	 * unacknowledged.
	 */
	private void written(long deliveryTag, @Nullable Throwable failure) {
		if (failure == null) {
			this.written = deliveryTag;
			if (this.scheduled.compareAndSet(false, true)) {
				this.acknowledging.execute(this::acknowledge);
			}
		}
	}

	private void acknowledge() {
		this.scheduled.set(false);
		long upTo = this.written;
		if (upTo > this.acknowledged) {
			try {
				this.channel.basicAck(upTo, true);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.acknowledged = upTo;
		}
	}

	@Override
	public void close() throws Exception {
		this.channel.basicCancel(this.consumerTag);
		this.connection.sync().ping();
		this.acknowledging.shutdown();
		this.acknowledging.awaitTermination(10, TimeUnit.SECONDS);
		this.channel.close();
		this.connection.close();
	}

}
