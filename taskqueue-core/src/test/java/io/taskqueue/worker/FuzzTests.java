package io.taskqueue.worker;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.taskqueue.Task;
import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.Message;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent, a worker accounts for each message and goes on.
 */
class FuzzTests {

	private static final int ROUNDS = 4;

	private static final int MESSAGES_PER_ROUND = 25_000;

	private static final long SEED = 20260101;

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.taskqueue.worker");

	private final ManualTimeSource time = new ManualTimeSource();

	private final CountingBroker broker = new CountingBroker(new MemoryBroker(this.time));

	private final Tasks tasks = new Tasks();

	private final Map<String, AtomicLong> dead = new ConcurrentHashMap<>();

	private final TaskWorker worker = worker();

	@BeforeEach
	void beQuiet() {
		this.logger.setLevel(Level.OFF);
		this.broker.declare(QueueDeclaration.named("tasks"));
		this.broker.declare(QueueDeclaration.named(DeadLetters.QUEUE));
		this.broker.consume(new ConsumerOptions(DeadLetters.QUEUE, 1000), (delivery) -> {
			String reason = (String) delivery.message().headers().get("taskqueue-dead-reason");
			this.dead.computeIfAbsent(reason, (first) -> new AtomicLong()).incrementAndGet();
			delivery.ack();
		});
		this.worker.start();
	}

	@AfterEach
	void stop() {
		assertThat(this.worker.stop().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
		this.broker.stop();
		this.logger.setLevel(null);
		Awaitility.await()
			.atMost(10, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(WorkerFixture.threads()).isEmpty());
	}

	@Test
	void everyMutatedMessageIsRunOrRecordedAndTheWorkerLives() {
		MessageMutator mutator = new MessageMutator(new Random(SEED));
		long usedAfterFirst = 0;
		for (int round = 0; round < ROUNDS; round++) {
			for (int i = 0; i < MESSAGES_PER_ROUND; i++) {
				this.broker.send(mutator.next());
			}
			awaitQuiet();
			usedAfterFirst = (round == 0) ? usedHeap() : usedAfterFirst;
		}

		WorkerStatus.Totals totals = this.worker.status().totals();
		long accounted = this.tasks.executed.get() + deadWithout("unpublished", "repeated-failure") + totals.revoked()
				+ totals.republished() + totals.repeats();
		assertThat(accounted).isEqualTo((long) ROUNDS * MESSAGES_PER_ROUND + this.broker.followUps.get());
		assertThat(this.tasks.executed.get()).isGreaterThan(10_000);
		assertThat(this.dead.keySet()).contains("malformed", "content-type", "unknown-task", "bad-arguments", "failed",
				"too-large");
		assertThat(totals.dropped()).isZero();
		assertThat(usedHeap() - usedAfterFirst).as("growth of the heap over 75,000 messages")
			.isLessThan(24 * 1024 * 1024);
	}

	private void awaitQuiet() {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).pollInterval(5, TimeUnit.MILLISECONDS).untilAsserted(() -> {
			assertThat(this.broker.settled.get()).isEqualTo(this.broker.sent.get() + this.broker.followUps.get());
			assertThat(this.worker.status().active() + this.worker.status().reserved()).isZero();
			assertThat(this.worker.status().deadRecords().values().stream().mapToLong(Long::longValue).sum())
				.isEqualTo(deadWithout());
		});
	}

	private long deadWithout(String... reasons) {
		return this.dead.entrySet()
			.stream()
			.filter((entry) -> !List.of(reasons).contains(entry.getKey()))
			.mapToLong((entry) -> entry.getValue().get())
			.sum();
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private TaskWorker worker() {
		JsonPayloadCodec payloads = new JsonPayloadCodec();
		TaskMessageCodec codec = new TaskMessageCodec(payloads);
		TaskDefinitionReader reader = new TaskDefinitionReader(payloads, (text) -> text);
		List<TaskDefinition> definitions = Arrays.stream(Tasks.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Task.class))
			.map((method) -> reader.read(method.getAnnotation(Task.class), Tasks.class, method, () -> this.tasks))
			.toList();
		TaskRegistry registry = new TaskRegistry(definitions);
		TaskPublisher publisher = new TaskPublisher(
				new PublisherOptions("tasks", Map.of(), Map.of(), Duration.ofSeconds(5), "gen1@test"), registry, codec,
				this.broker, this.time);
		WorkerOptions options = WorkerOptions.builder("fuzz@host", List.of("tasks"))
			.concurrency(4)
			.prefetch(200)
			.maxMessageSize(4096)
			.unknownTaskGrace(Duration.ZERO)
			.build();
		return new TaskWorker(options, registry, codec, payloads, publisher, this.broker,
				new MemoryResultStore(this.time), this.time, TaskThreads.platform());
	}

	static final class Tasks {

		private final AtomicLong executed = new AtomicLong();

		@Task(name = "add")
		int add(int x, int y) {
			this.executed.incrementAndGet();
			return x + y;
		}

		@Task(name = "echo")
		Object echo(Object value) {
			this.executed.incrementAndGet();
			return value;
		}

		@Task(name = "fails")
		void fails() {
			throw new IllegalStateException("broken");
		}

	}

	/**
	 * Counts what goes to the worker's queue and what is settled.
	 */
	private static final class CountingBroker implements Broker {

		private final AtomicLong sent = new AtomicLong();

		private final AtomicLong followUps = new AtomicLong();

		private final AtomicLong settled = new AtomicLong();

		private final Broker delegate;

		CountingBroker(Broker delegate) {
			this.delegate = delegate;
		}

		void send(Message message) {
			this.sent.incrementAndGet();
			this.delegate.publish(Publication.toQueue("tasks", message, Duration.ofSeconds(5)));
		}

		@Override
		public BrokerCapabilities capabilities() {
			return this.delegate.capabilities();
		}

		@Override
		public CompletionStage<Void> declare(QueueDeclaration queue) {
			return this.delegate.declare(queue);
		}

		@Override
		public CompletionStage<Void> publish(Publication publication) {
			if (publication.routingKey().equals("tasks") && publication.notBefore() == null) {
				this.followUps.incrementAndGet();
			}
			return this.delegate.publish(publication);
		}

		@Override
		public MessageConsumer consume(ConsumerOptions options, DeliveryHandler handler) {
			if (!options.queue().equals("tasks")) {
				return this.delegate.consume(options, handler);
			}
			return this.delegate.consume(options, (delivery) -> handler.handle(new Counted(delivery, this.settled)));
		}

		@Override
		public void stop() {
			this.delegate.stop();
		}

	}

	private record Counted(Delivery delivery, AtomicLong settled) implements Delivery {

		@Override
		public Message message() {
			return this.delivery.message();
		}

		@Override
		public String queue() {
			return this.delivery.queue();
		}

		@Override
		public String exchange() {
			return this.delivery.exchange();
		}

		@Override
		public String routingKey() {
			return this.delivery.routingKey();
		}

		@Override
		public boolean redelivered() {
			return this.delivery.redelivered();
		}

		@Override
		public boolean open() {
			return this.delivery.open();
		}

		@Override
		public void ack() {
			this.delivery.ack();
			this.settled.incrementAndGet();
		}

		@Override
		public void requeue() {
			this.delivery.requeue();
		}

		@Override
		public void reject() {
			this.delivery.reject();
		}

	}

}
