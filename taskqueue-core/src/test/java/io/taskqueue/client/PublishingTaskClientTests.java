package io.taskqueue.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultUnavailableException;
import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.TaskPublishException;
import io.taskqueue.WaitingInterruptedException;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.Json;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublishingTaskClientTests {

	private final ManualTimeSource time = new ManualTimeSource();

	private final RecordingBroker broker = new RecordingBroker();

	private final MemoryResultStore store = new MemoryResultStore(this.time);

	private final JsonPayloadCodec payloads = new JsonPayloadCodec();

	private final TaskMessageCodec codec = new TaskMessageCodec(this.payloads);

	private final Queue<Runnable> callbacks = new ArrayDeque<>();

	private final PublishingTaskClient tasks = client();

	@AfterEach
	void leavesNoInterruptBehind() {
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void submitsAndReadsTheResult() {
		AsyncResult<String> result = this.tasks.submit(Reports::build, 42L);
		TaskHeaders headers = this.codec.headers(this.broker.last().message());
		assertThat(headers.task()).isEqualTo("reports.build");
		assertThat(headers.id()).isEqualTo(result.id());

		succeed(result.id(), "\"report for 42\"");
		assertThat(result.get(Duration.ofSeconds(1))).isEqualTo("report for 42");
	}

	@Test
	void submitsByName() {
		AsyncResult<Integer> result = this.tasks.submit("demo.add", Integer.class, 1, 2);
		succeed(result.id(), "3");

		assertThat(result.get(Duration.ofSeconds(1))).isEqualTo(3);
	}

	@Test
	void throwsWhereItWasCalledWhatTheBrokerSays() {
		this.broker.onPublish = (publication) -> CompletableFuture.failedStage(new BrokerException("no server", null));

		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.tasks.submit(call(1).taskId("my-id")))
			.withMessage("Task my-id could not be published: no server")
			.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo("my-id"))
			.satisfies((ex) -> assertThat(ex.outcomeUnknown()).isFalse())
			.satisfies((ex) -> assertThat(ex.getStackTrace()).extracting(StackTraceElement::getClassName)
				.contains(getClass().getName()));
	}

	@Test
	void submitInterruptedKeepsTheInterrupt() {
		this.broker.onPublish = (publication) -> new CompletableFuture<>();
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(WaitingInterruptedException.class)
			.isThrownBy(() -> this.tasks.submit(call(1).taskId("my-id")))
			.withMessageContaining("my-id")
			.withMessageContaining("unknown");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void asynchronousSubmissionRunsNoCallbackOnTheBrokersThread() {
		CompletableFuture<Void> confirm = new CompletableFuture<>();
		this.broker.onPublish = (publication) -> confirm;
		AtomicReference<String> seen = new AtomicReference<>();
		this.tasks.submitAsync(call(1).taskId("my-id")).thenAccept((result) -> seen.set(result.id()));
		confirm.complete(null);
		assertThat(seen).hasNullValue();

		this.callbacks.remove().run();
		assertThat(seen).hasValue("my-id");
	}

	@Test
	void asynchronousSubmissionFailsWithThePublishException() {
		this.broker.onPublish = (publication) -> CompletableFuture
			.failedStage(new UnconfirmedException("no confirm", null));
		AtomicReference<Throwable> seen = new AtomicReference<>();
		this.tasks.submitAsync(call(1)).whenComplete((result, ex) -> seen.set(ex));
		this.callbacks.remove().run();

		assertThat(seen.get()).isInstanceOfSatisfying(TaskPublishException.class,
				(ex) -> assertThat(ex.outcomeUnknown()).isTrue());
	}

	@Test
	void submitsManyInOrder() {
		List<AsyncResult<Integer>> results = this.tasks.submitAll(IntStream.range(0, 50).mapToObj(this::call).toList());

		assertThat(results).extracting(AsyncResult::id)
			.containsExactlyElementsOf(this.broker.published.stream().map(this::id).toList());
		assertThat(this.tasks.submitAll(List.<Signature<Integer>>of())).isEmpty();
	}

	@Test
	void submitsManyWithoutWaitingForEachButNotAllAtOnce() throws Exception {
		Queue<CompletableFuture<Void>> confirms = new ConcurrentLinkedQueue<>();
		this.broker.onPublish = (publication) -> {
			CompletableFuture<Void> confirm = new CompletableFuture<>();
			confirms.add(confirm);
			return confirm;
		};
		List<Signature<Integer>> signatures = IntStream.range(0, 1500).mapToObj(this::call).toList();
		CompletableFuture<List<AsyncResult<Integer>>> submitted = new CompletableFuture<>();
		Thread thread = new Thread(() -> submitted.complete(this.tasks.submitAll(signatures)));
		thread.start();

		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> confirms.size() == 1000);
		assertThat(submitted).isNotDone();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			for (CompletableFuture<Void> confirm = confirms.poll(); confirm != null; confirm = confirms.poll()) {
				confirm.complete(null);
			}
			return submitted.isDone();
		});
		thread.join();
		assertThat(submitted.get()).hasSize(1500);
	}

	@Test
	void failureOfOneOfManyNamesThoseThatArePublished() {
		this.broker.onPublish = (publication) -> (this.broker.published.size() == 3)
				? CompletableFuture.failedStage(new BrokerException("queue is full", null))
				: CompletableFuture.completedStage(null);

		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.tasks
				.submitAll(IntStream.range(0, 10).mapToObj((i) -> call(i).taskId("task-" + i)).toList()))
			.withMessage("2 of 10 tasks are published; then: Task task-2 could not be published: queue is full")
			.satisfies((ex) -> assertThat(ex.published()).containsExactly("task-0", "task-1"))
			.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo("task-2"))
			.satisfies((ex) -> assertThat(ex.outcomeUnknown()).isFalse());
		assertThat(this.broker.published).hasSize(3);
	}

	@Test
	void submitManyInterruptedKeepsTheInterrupt() {
		this.broker.onPublish = (publication) -> new CompletableFuture<>();
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(WaitingInterruptedException.class)
			.isThrownBy(() -> this.tasks.submitAll(List.of(call(1))));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whatATaskSubmitsIsItsChild() throws Exception {
		List<String> children = new ArrayList<>();
		TaskContext context = context(children);
		AsyncResult<Integer> result = TaskContext.callAs(context, () -> this.tasks.submit(call(1)));
		List<AsyncResult<Integer>> more = TaskContext.callAs(context, () -> this.tasks.submitAll(List.of(call(2))));

		assertThat(children).containsExactly(result.id(), more.get(0).id());
		TaskHeaders headers = this.codec.headers(this.broker.last().message());
		assertThat(headers.rootId()).isEqualTo("root-id");
		assertThat(headers.parentId()).isEqualTo("parent-id");
	}

	@Test
	void whatWasNotPublishedIsNoChild() throws Exception {
		this.broker.onPublish = (publication) -> CompletableFuture.failedStage(new BrokerException("no server", null));
		List<String> children = new ArrayList<>();
		CompletionStage<AsyncResult<Integer>> submitted = TaskContext.callAs(context(children),
				() -> this.tasks.submitAsync(call(1)));
		this.callbacks.forEach(Runnable::run);

		assertThat(submitted.toCompletableFuture()).isCompletedExceptionally();
		assertThat(children).isEmpty();
	}

	@Test
	void refusesToWaitForAnIgnoredResult() {
		AsyncResult<Integer> result = this.tasks.submit(call(1).ignoreResult(true));

		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(() -> result.get(Duration.ofDays(1)))
			.withMessageContaining("its result is ignored");
		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(result::toCompletableFuture);
		assertThat(result.state()).isEqualTo(TaskState.PENDING);
	}

	private PublishingTaskClient client() {
		TaskRegistry registry = new TaskRegistry(List.of());
		TaskPublisher publisher = new TaskPublisher(
				new PublisherOptions("tasks", Map.of(), Map.of(), Duration.ofSeconds(5), "gen1@host"), registry,
				this.codec, this.broker, this.time);
		return new PublishingTaskClient(publisher, registry, new TaskDefinitionReader(this.payloads, (text) -> text),
				new ResultReader(this.store, this.payloads, this.time, Duration.ofSeconds(5), this.callbacks::add));
	}

	private Signature<Integer> call(int number) {
		return Signature.of("demo.echo", Integer.class, number);
	}

	private String id(Publication publication) {
		return this.codec.headers(publication.message()).id();
	}

	private void succeed(String id, String json) {
		this.store.store(ResultDocument.of(id, TaskState.SUCCESS, Json.of(json)), null, StoreGuard.NONE);
	}

	private static TaskContext context(List<String> children) {
		TaskContext context = Mockito.mock(TaskContext.class);
		Mockito.when(context.id()).thenReturn("parent-id");
		Mockito.when(context.rootId()).thenReturn("root-id");
		Mockito.doAnswer((invocation) -> children.add(invocation.getArgument(0)))
			.when(context)
			.published(Mockito.anyString());
		return context;
	}

	static class Reports {

		@Task
		String build(long customerId) {
			return "report for " + customerId;
		}

	}

}
