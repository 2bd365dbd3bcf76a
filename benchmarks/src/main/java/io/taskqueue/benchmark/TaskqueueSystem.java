package io.taskqueue.benchmark;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.client.PublishingTaskClient;
import io.taskqueue.client.ResultReader;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.rabbitmq.RabbitBroker;
import io.taskqueue.rabbitmq.RabbitBrokerOptions;
import io.taskqueue.redis.RedisResultStore;
import io.taskqueue.redis.RedisResultStoreOptions;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.worker.TaskThreads;
import io.taskqueue.worker.TaskWorker;
import io.taskqueue.worker.WorkerOptions;

/**
 * This project, with the options an application gets that sets none.
 */
final class TaskqueueSystem implements TaskSystem {

	private final SystemTimeSource time = new SystemTimeSource();

	private final CachingConnectionFactory rabbit;

	private final LettuceConnectionFactory redis;

	private final ExecutorService callbacks = TaskThreads.platform().create("callback-");

	private final RabbitBroker broker;

	private final RedisResultStore store;

	private final PublishingTaskClient client;

	private final TaskWorker worker;

	TaskqueueSystem(Servers servers, String queue, QueueType type) throws NoSuchMethodException {
		this.rabbit = new CachingConnectionFactory(servers.rabbitHost(), servers.rabbitPort());
		this.redis = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration(servers.redisHost(), servers.redisPort()));
		this.redis.start();
		this.broker = new RabbitBroker(this.rabbit, RabbitBrokerOptions.defaults(), this.time);
		this.store = new RedisResultStore(this.redis, RedisResultStoreOptions.defaults(), this.time);
		JsonPayloadCodec payloads = new JsonPayloadCodec();
		TaskMessageCodec codec = new TaskMessageCodec(payloads);
		TaskDefinitionReader reader = new TaskDefinitionReader(payloads, (text) -> text);
		TaskRegistry registry = registry(reader);
		QueueDeclaration declaration = new QueueDeclaration(queue, type, null, Map.of());
		TaskPublisher publisher = new TaskPublisher(
				new PublisherOptions(queue, Map.of(), Map.of(queue, declaration), Duration.ofSeconds(10), "benchmark"),
				registry, codec, this.broker, this.time);
		this.client = new PublishingTaskClient(publisher, registry, reader,
				new ResultReader(this.store, payloads, this.time, Duration.ofSeconds(5), this.callbacks));
		this.worker = new TaskWorker(WorkerOptions.builder("benchmark@localhost", List.of(queue)).build(), registry,
				codec, payloads, publisher, this.broker, this.store, this.time, TaskThreads.platform());
	}

	private static TaskRegistry registry(TaskDefinitionReader reader) throws NoSuchMethodException {
		Method method = Noop.class.getMethod("run");
		Task annotation = Objects.requireNonNull(method.getAnnotation(Task.class));
		Noop noop = new Noop();
		return new TaskRegistry(List.of(reader.read(annotation, Noop.class, method, () -> noop)));
	}

	private static Signature<Integer> signature() {
		return Signature.of(Noop.NAME, Integer.class);
	}

	@Override
	public void enqueue(int count) {
		this.client.submitAll(Collections.nCopies(count, signature()));
	}

	@Override
	public double enqueueOneByOne(int count) {
		Signature<Integer> signature = signature();
		long start = this.time.nanoTime();
		for (int i = 0; i < count; i++) {
			this.client.submit(signature);
		}
		return count * 1e9 / (this.time.nanoTime() - start);
	}

	@Override
	public List<Long> call(int count) {
		Signature<Integer> signature = signature();
		List<Long> durations = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			long start = this.time.nanoTime();
			this.client.submit(signature).get(Duration.ofSeconds(10));
			durations.add(this.time.nanoTime() - start);
		}
		return durations;
	}

	@Override
	public void startWorker() {
		this.worker.start();
	}

	@Override
	public void stopWorker() {
		this.worker.stop().toCompletableFuture().join();
	}

	@Override
	public void close() {
		this.broker.stop();
		this.store.stop();
		this.rabbit.destroy();
		this.redis.destroy();
		this.time.stop();
		this.callbacks.shutdown();
	}

}
