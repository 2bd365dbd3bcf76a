package io.taskqueue.worker;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.client.PublishingTaskClient;
import io.taskqueue.client.ResultReader;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.Message;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker on the in-memory broker and store, with a clock that the test owns.
 */
final class WorkerFixture implements AutoCloseable {

	static final String QUEUE = "tasks";

	private static final Duration LIMIT = Duration.ofSeconds(10);

	final ManualTimeSource time = new ManualTimeSource();

	final Journal journal = new Journal();

	final RecordingBroker broker = new RecordingBroker(new MemoryBroker(this.time), this.journal);

	final RecordingStore store = new RecordingStore(new MemoryResultStore(this.time), this.journal);

	final JsonPayloadCodec payloads = new JsonPayloadCodec();

	final TaskMessageCodec codec = new TaskMessageCodec(this.payloads);

	final PublishingTaskClient client;

	final TaskPublisher publisher;

	final TaskWorker worker;

	private final List<MessageConsumer> readers = new ArrayList<>();

	WorkerFixture(Object... beans) {
		this((options) -> options, beans);
	}

	WorkerFixture(UnaryOperator<WorkerOptions.Builder> options, Object... beans) {
		this(options, TaskThreads.platform(), beans);
	}

	WorkerFixture(UnaryOperator<WorkerOptions.Builder> options, TaskThreads threads, Object... beans) {
		TaskDefinitionReader reader = new TaskDefinitionReader(this.payloads, (text) -> text);
		TaskRegistry registry = new TaskRegistry(definitions(reader, beans));
		PublisherOptions publishing = new PublisherOptions(QUEUE, Map.of(), Map.of(), Duration.ofSeconds(5),
				"gen1@test");
		this.publisher = new TaskPublisher(publishing, registry, this.codec, this.broker, this.time);
		this.client = new PublishingTaskClient(this.publisher, registry, reader,
				new ResultReader(this.store, this.payloads, this.time, Duration.ofSeconds(1), Runnable::run));
		WorkerOptions.Builder builder = WorkerOptions.builder("test@host", List.of(QUEUE)).concurrency(2);
		this.worker = new TaskWorker(options.apply(builder).build(), registry, this.codec, this.payloads,
				this.publisher, this.broker, this.store, this.time, threads);
		this.broker.declare(QueueDeclaration.named(QUEUE));
	}

	WorkerFixture start() {
		this.worker.start();
		return this;
	}

	void stop() {
		assertThat(this.worker.stop().toCompletableFuture()).succeedsWithin(LIMIT);
	}

	<R> AsyncResult<R> submit(String task, Class<R> type, Object... args) {
		return this.client.submit(Signature.of(task, type, args));
	}

	/**
	 * Wait until a task has a document with a final state.
	 */
	ResultDocument outcome(String taskId) {
		return Awaitility.await().atMost(LIMIT).pollInterval(2, TimeUnit.MILLISECONDS).until(() -> {
			ResultDocument document = this.store.delegate().fetch(taskId).toCompletableFuture().get();
			return (document != null && document.state().ready()) ? document : null;
		}, (document) -> document != null);
	}

	static void await(org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(LIMIT).pollInterval(2, TimeUnit.MILLISECONDS).untilAsserted(assertion);
	}

	/**
	 * Publish a message straight to the worker's queue.
	 */
	void publish(Message message) {
		this.broker.delegate().publish(Publication.toQueue(QUEUE, message, Duration.ofSeconds(5)));
	}

	/**
	 * Everything that arrives in a queue from now on, left unsettled.
	 */
	List<Delivery> read(String queue) {
		List<Delivery> deliveries = new CopyOnWriteArrayList<>();
		this.broker.delegate().declare(QueueDeclaration.named(queue));
		this.readers.add(this.broker.delegate().consume(new ConsumerOptions(queue, 1_000_000), deliveries::add));
		return deliveries;
	}

	/**
	 * Give back everything that was read.
	 */
	void stopReading() {
		this.readers.forEach(MessageConsumer::close);
		this.readers.clear();
	}

	List<Delivery> dead() {
		return read(DeadLetters.QUEUE);
	}

	@Override
	public void close() {
		var stopped = this.worker.stop(Duration.ZERO).toCompletableFuture();
		Awaitility.await().atMost(LIMIT).until(() -> {
			this.time.advance(Duration.ofSeconds(10));
			return stopped.isDone();
		});
		stopReading();
		this.broker.stop();
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(Thread::isAlive)
			.map(Thread::getName)
			.filter((name) -> name.startsWith("taskqueue-"))
			.toList();
	}

	private static List<TaskDefinition> definitions(TaskDefinitionReader reader, Object... beans) {
		List<TaskDefinition> definitions = new ArrayList<>();
		for (Object bean : beans) {
			Arrays.stream(bean.getClass().getDeclaredMethods())
				.filter((method) -> method.isAnnotationPresent(Task.class))
				.forEach((method) -> definitions.add(definition(reader, bean, method)));
		}
		return definitions;
	}

	private static TaskDefinition definition(TaskDefinitionReader reader, Object bean, Method method) {
		return reader.read(method.getAnnotation(Task.class), bean.getClass(), method, () -> bean);
	}

}
