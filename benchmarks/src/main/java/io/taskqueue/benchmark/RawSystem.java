package io.taskqueue.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;

import io.taskqueue.time.SystemTimeSource;

/**
 * The ceiling: the plain clients of RabbitMQ and Redis with the same guarantees and
 * nothing else.
 */
final class RawSystem implements TaskSystem {

	private static final int UNCONFIRMED = 1000;

	private static final byte[] BODY = "[[], {}, {\"callbacks\": null, \"errbacks\": null, \"chain\": null, \"chord\": null}]"
		.getBytes(StandardCharsets.UTF_8);

	private final SystemTimeSource time = new SystemTimeSource();

	private final String queue;

	private final Connection connection;

	private final Channel publishing;

	private final Semaphore unconfirmed = new Semaphore(UNCONFIRMED);

	private final NavigableSet<Long> outstanding = new ConcurrentSkipListSet<>();

	private final RedisClient redis;

	private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

	private final StatefulRedisPubSubConnection<String, String> listening;

	private final StatefulRedisConnection<String, String> reading;

	private @Nullable RawWorker worker;

	RawSystem(Servers servers, String queue) throws Exception {
		this.queue = queue;
		this.connection = servers.rabbit().newConnection();
		this.publishing = this.connection.createChannel();
		this.publishing.confirmSelect();
		this.publishing.addConfirmListener(this::confirmed, this::confirmed);
		this.redis = RedisClient.create(servers.redis());
		this.reading = this.redis.connect();
		this.listening = this.redis.connectPubSub();
		this.listening.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String channel, String message) {
				RawSystem.this.notices.add(channel);
			}

		});
	}

	@Override
	public void enqueue(int count) throws Exception {
		for (int i = 0; i < count; i++) {
			this.unconfirmed.acquire();
			this.outstanding.add(this.publishing.getNextPublishSeqNo());
			publish(UUID.randomUUID().toString());
		}
		this.publishing.waitForConfirmsOrDie();
	}

	private void confirmed(long deliveryTag, boolean multiple) {
		if (multiple) {
			NavigableSet<Long> confirmed = this.outstanding.headSet(deliveryTag, true);
			int count = confirmed.size();
			confirmed.clear();
			this.unconfirmed.release(count);
		}
		else if (this.outstanding.remove(deliveryTag)) {
			this.unconfirmed.release();
		}
	}

	@Override
	public double enqueueOneByOne(int count) throws Exception {
		long start = this.time.nanoTime();
		for (int i = 0; i < count; i++) {
			publish(UUID.randomUUID().toString());
			this.publishing.waitForConfirmsOrDie();
		}
		return count * 1e9 / (this.time.nanoTime() - start);
	}

	private void publish(String id) throws IOException {
		BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
			.contentEncoding("utf-8")
			.deliveryMode(2)
			.correlationId(id)
			.headers(Map.of("task", Noop.NAME, "id", id))
			.build();
		this.publishing.basicPublish("", this.queue, true, properties, BODY);
	}

	@Override
	public List<Long> call(int count) throws Exception {
		List<Long> durations = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String id = UUID.randomUUID().toString();
			long start = this.time.nanoTime();
			listen(RawWorker.key(id));
			publish(id);
			this.publishing.waitForConfirmsOrDie();
			await(RawWorker.key(id));
			durations.add(this.time.nanoTime() - start);
			this.listening.async().unsubscribe(RawWorker.key(id));
		}
		return durations;
	}

	/**
	 * The result may be there before the subscription is, so it is also looked for.
	 */
	private void listen(String key) {
		this.listening.async()
			.subscribe(key)
			.thenCompose((subscribed) -> this.reading.async().get(key))
			.thenAccept((document) -> {
				if (document != null) {
					this.notices.add(key);
				}
			});
	}

	private void await(String key) throws InterruptedException {
		String notice;
		do {
			notice = this.notices.poll(10, TimeUnit.SECONDS);
			if (notice == null) {
				throw new IllegalStateException("No result: " + key);
			}
		}
		while (!notice.equals(key));
	}

	@Override
	public void startWorker() throws Exception {
		this.worker = new RawWorker(this.connection.createChannel(), this.redis.connect(), this.queue);
	}

	@Override
	public void stopWorker() throws Exception {
		if (this.worker != null) {
			this.worker.close();
		}
	}

	@Override
	public void close() throws Exception {
		this.connection.close();
		this.redis.shutdown();
		this.time.stop();
	}

}
