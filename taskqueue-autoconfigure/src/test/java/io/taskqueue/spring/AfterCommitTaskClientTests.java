package io.taskqueue.spring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultUnavailableException;
import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskContext;
import io.taskqueue.TaskNotPublishedException;
import io.taskqueue.TaskPublishException;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.client.PublishingTaskClient;
import io.taskqueue.client.ResultReader;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.Json;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.PayloadException;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class AfterCommitTaskClientTests {

	private final ManualTimeSource time = new ManualTimeSource();

	private final JsonPayloadCodec payloads = new JsonPayloadCodec();

	private final TaskMessageCodec codec = new TaskMessageCodec(this.payloads);

	private final ScriptedBroker broker = new ScriptedBroker(this.codec);

	private final MemoryResultStore store = new MemoryResultStore(this.time);

	private final List<TaskPublishFailedEvent> events = new ArrayList<>();

	private Consumer<TaskPublishFailedEvent> listener = this.events::add;

	private final AfterCommitTaskClient tasks = client();

	private final PlainTransactions transactions = new PlainTransactions();

	private final TransactionTemplate transaction = new TransactionTemplate(this.transactions);

	@Test
	void publishesAtOnceOutsideOfTransactions() {
		AsyncResult<Integer> result = this.tasks.submit(call("a"));
		succeed("a");

		assertThat(this.broker.ids()).containsExactly("a");
		assertThat(result.get(Duration.ofSeconds(1))).isEqualTo(1);
	}

	@Test
	void publishesAfterTheCommitInTheOrderOfSubmission() {
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.tasks.submit(call("a")).id()).isEqualTo("a");
			assertThat(this.tasks.submitAll(List.of(call("b"), call("c")))).extracting(AsyncResult::id)
				.containsExactly("b", "c");
			assertThat(this.tasks.submitAsync(call("d"))).isCompletedWithValueMatching((d) -> d.id().equals("d"));
			assertThat(this.tasks.submit(Reports::build, 42L).id()).hasSize(36);
			assertThat(this.broker.published).isEmpty();
		});

		assertThat(this.broker.ids()).hasSize(5).startsWith("a", "b", "c", "d");
		assertThat(this.broker.headers(4).task()).isEqualTo("reports.build");
	}

	@Test
	@Timeout(60)
	void publishesManyWithOneWaitForAllConfirms() {
		List<CompletableFuture<Void>> confirms = new ArrayList<>();
		this.broker.confirm = (id) -> {
			CompletableFuture<Void> confirm = new CompletableFuture<>();
			confirms.add(confirm);
			if (confirms.size() == 1000 || this.broker.published.size() == 1500) {
				confirms.forEach((each) -> each.complete(null));
				confirms.clear();
			}
			return confirm;
		};
		List<String> ids = IntStream.range(0, 1500).mapToObj((number) -> "task-" + number).toList();

		this.transaction.executeWithoutResult((status) -> ids.forEach((id) -> this.tasks.submit(call(id))));

		assertThat(this.broker.ids()).isEqualTo(ids);
	}

	@Test
	void publishesNothingAfterRollback() {
		List<AsyncResult<Integer>> results = new ArrayList<>();
		List<CompletableFuture<Integer>> futures = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			results.add(this.tasks.submit(call("a")));
			futures.add(results.get(0).toCompletableFuture());
			status.setRollbackOnly();
		});

		assertThat(this.broker.published).isEmpty();
		assertThat(this.events).isEmpty();
		assertThatExceptionOfType(TaskNotPublishedException.class).isThrownBy(results.get(0)::get)
			.withMessageContaining("Task a is not published")
			.withMessageContaining("rolled back");
		assertThat(futures.get(0)).completesExceptionallyWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(TaskNotPublishedException.class);
		this.transaction.executeWithoutResult((status) -> this.tasks.submit(call("b")));
		assertThat(this.broker.ids()).containsExactly("b");
	}

	@Test
	void refusesToWaitInsideTheTransaction() {
		this.transaction.executeWithoutResult((status) -> {
			AsyncResult<Integer> result = this.tasks.submit(call("a"));
			assertThatExceptionOfType(TaskNotPublishedException.class).isThrownBy(result::get)
				.withMessageContaining("Task a is published only after")
				.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo("a"));
			assertThatExceptionOfType(TaskNotPublishedException.class).isThrownBy(() -> result.get(Duration.ofDays(1)));
			assertThat(result.state()).isEqualTo(TaskState.PENDING);
			requiresNew(() -> assertThatExceptionOfType(TaskNotPublishedException.class).isThrownBy(result::get));
		});
	}

	@Test
	void resultArrivesAfterTheCommit() {
		List<CompletableFuture<Integer>> futures = new ArrayList<>();
		AsyncResult<Integer> result = this.transaction.execute((status) -> {
			AsyncResult<Integer> submitted = this.tasks.submit(call("a"));
			futures.add(submitted.toCompletableFuture());
			return submitted;
		});
		assertThat(futures.get(0)).isNotDone();
		succeed("a");

		assertThat(result.get(Duration.ofSeconds(1))).isEqualTo(1);
		assertThat(futures.get(0)).isCompletedWithValue(1);
		assertThat(result.successful()).isTrue();
	}

	@Test
	void refusesToWaitForAnIgnoredResultAsOutsideOfTransactions() {
		AsyncResult<Integer> result = this.transaction
			.execute((status) -> this.tasks.submit(call("a").ignoreResult(true)));

		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(result::get);
	}

	@Test
	void writesArgumentsWhenTheyAreSubmitted() {
		this.transaction.executeWithoutResult((status) -> {
			List<String> names = new ArrayList<>(List.of("before"));
			Signature<?> callback = Signature.of("demo.callback", Integer.class, names);
			this.tasks.submit(Signature.of("demo.echo", Integer.class, names).kwarg("names", names).link(callback));
			names.set(0, "after");
		});

		assertThat(this.broker.argument(0)).isEqualTo(Json.of("[\"before\"]"));
		assertThat(new String(this.broker.published.get(0).message().body(), StandardCharsets.UTF_8)).contains("before")
			.doesNotContain("after");
	}

	@Test
	void refusesAtSubmissionWhatCannotBeWritten() {
		this.transaction.executeWithoutResult((status) -> {
			Map<String, Object> endless = new HashMap<>();
			endless.put("self", endless);
			Signature<Integer> wrong = Signature.of("demo.echo", Integer.class, endless);
			assertThatExceptionOfType(TaskPublishException.class).isThrownBy(() -> this.tasks.submit(wrong))
				.withCauseInstanceOf(PayloadException.class);
			assertThatExceptionOfType(TaskPublishException.class)
				.isThrownBy(() -> this.tasks.submitAll(List.of(call("a"), wrong)));
			assertThatExceptionOfType(TaskPublishException.class)
				.isThrownBy(() -> this.tasks.submit(call("x".repeat(256))));
			assertThat(this.tasks.submitAsync(wrong)).isCompletedExceptionally();
		});

		assertThat(this.broker.published).isEmpty();
	}

	@Test
	void countsTimesFromPublishing() {
		this.transaction.executeWithoutResult((status) -> {
			this.tasks.submit(call("a").countdown(Duration.ofMinutes(1)).expires(Duration.ofHours(1)));
			this.time.advance(Duration.ofMinutes(5));
		});

		assertThat(this.broker.headers(0).eta()).isEqualTo(ManualTimeSource.START.plus(Duration.ofMinutes(6)));
		assertThat(this.broker.headers(0).expires()).isEqualTo(ManualTimeSource.START.plus(Duration.ofMinutes(65)));
	}

	@Test
	void whatATaskSubmitsInATransactionIsItsChild() {
		TaskContext context = mock();
		given(context.id()).willReturn("parent-id");
		given(context.rootId()).willReturn("root-id");

		this.transaction.executeWithoutResult((status) -> inTask(context, () -> this.tasks.submit(call("a"))));

		assertThat(this.broker.headers(0).parentId()).isEqualTo("parent-id");
		assertThat(this.broker.headers(0).rootId()).isEqualTo("root-id");
		then(context).should().published("a");
	}

	@Test
	void requiresNewPublishesWithItsOwnCommit() {
		this.transaction.executeWithoutResult((status) -> {
			this.tasks.submit(call("outer-1"));
			requiresNew(() -> this.tasks.submit(call("inner")));
			assertThat(this.broker.ids()).containsExactly("inner");
			this.tasks.submit(call("outer-2"));
		});

		assertThat(this.broker.ids()).containsExactly("inner", "outer-1", "outer-2");
	}

	@Test
	void suspendedTransactionPublishesNothingItWasNotGiven() {
		this.transaction.executeWithoutResult((status) -> {
			this.tasks.submit(call("outer"));
			within(TransactionDefinition.PROPAGATION_NOT_SUPPORTED, () -> {
				this.tasks.submit(call("between"));
				assertThat(this.broker.ids()).containsExactly("between");
			});
			status.setRollbackOnly();
		});

		assertThat(this.broker.ids()).containsExactly("between");
	}

	@Test
	void joinedTransactionPublishesWithTheOuterCommit() {
		this.transaction.executeWithoutResult((status) -> {
			this.transaction.executeWithoutResult((inner) -> this.tasks.submit(call("inner")));
			assertThat(this.broker.published).isEmpty();
		});

		assertThat(this.broker.ids()).containsExactly("inner");
	}

	@Test
	void nestedTransactionRolledBackTakesItsTasksWithIt() {
		List<AsyncResult<?>> dropped = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			this.tasks.submit(call("before"));
			nested((inner) -> this.tasks.submit(call("kept")));
			nested((inner) -> {
				dropped.add(this.tasks.submit(call("dropped")));
				inner.setRollbackOnly();
			});
			this.tasks.submit(call("after"));
		});

		assertThat(this.broker.ids()).containsExactly("before", "kept", "after");
		assertThatExceptionOfType(TaskNotPublishedException.class).isThrownBy(dropped.get(0)::get)
			.withMessageContaining("rolled back");
	}

	@Test
	void nestedTransactionRolledBackMaySubmitTheFirstTask() {
		this.transaction.executeWithoutResult((status) -> {
			nested((inner) -> {
				this.tasks.submit(call("dropped"));
				inner.setRollbackOnly();
			});
			this.tasks.submit(call("after"));
		});

		assertThat(this.broker.ids()).containsExactly("after");
	}

	@Test
	void synchronizationWithoutTransactionDelaysNothing() {
		within(TransactionDefinition.PROPAGATION_SUPPORTS, () -> {
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			this.tasks.submit(call("a"));
			assertThat(this.broker.ids()).containsExactly("a");
		});
	}

	@Test
	void immediatelyIgnoresTheTransaction() {
		this.transaction.executeWithoutResult((status) -> {
			TaskClient immediately = this.tasks.immediately();
			immediately.submit(call("a"));
			status.setRollbackOnly();
		});

		assertThat(this.broker.ids()).containsExactly("a");
		assertThat(this.tasks.immediately().immediately()).isSameAs(this.tasks.immediately());
	}

	@Test
	void callbacksOfTheCommitPublishAtOnceAndBehind() {
		List<List<String>> seen = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			register(() -> {
				this.tasks.submit(call("c"));
				seen.add(this.broker.ids());
			}, () -> {
				this.tasks.submit(call("d"));
				seen.add(this.broker.ids());
			});
			this.tasks.submit(call("a"));
			this.tasks.submit(call("b"));
		});

		assertThat(seen).containsExactly(List.of("a", "b", "c"), List.of("a", "b", "c", "d"));
	}

	@Test
	void callbackOfTheCommitMaySubmitTheFirstTask() {
		this.transaction.executeWithoutResult((status) -> register(() -> this.tasks.submit(call("a")), () -> {
		}));

		assertThat(this.broker.ids()).containsExactly("a");
	}

	@Test
	void callbackThatFailsFirstDoesNotLoseTasks() {
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new FailingFirst());
			this.tasks.submit(call("a"));
		})).withMessage("first");

		assertThat(this.broker.ids()).containsExactly("a");
	}

	@Test
	void failureAfterTheCommitIsThrownCountedAndTold() {
		failFor("b", new BrokerException("no server", null));
		failFor("c", new UnconfirmedException("no confirm", null));
		List<AsyncResult<Integer>> results = new ArrayList<>();

		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> results
				.addAll(this.tasks.submitAll(List.of(call("a"), call("b"), call("c"), call("d"))))))
			.withMessage("The transaction is committed, but 2 of 4 tasks submitted in it could not be published; "
					+ "the first: Task b could not be published: no server")
			.satisfies((ex) -> assertThat(ex.taskId()).isEqualTo("b"))
			.satisfies((ex) -> assertThat(ex.published()).containsExactly("a", "d"))
			.satisfies((ex) -> assertThat(ex.outcomeUnknown()).isTrue());
		assertThat(this.broker.ids()).containsExactly("a", "b", "c", "d");
		assertThat(this.tasks.failuresAfterCommit()).isEqualTo(2);
		assertThat(this.events).extracting((event) -> event.signature().toMessage().options().taskId())
			.containsExactly("b", "c");
		assertThat(this.events).extracting(TaskPublishFailedEvent::outcomeUnknown).containsExactly(false, true);
		assertThatExceptionOfType(TaskNotPublishedException.class).isThrownBy(results.get(1)::get)
			.withMessageContaining("no server");
		succeed("c");
		assertThat(results.get(2).get(Duration.ofSeconds(1))).isEqualTo(1);
	}

	@Test
	void failedTaskMayBeSubmittedAgain() {
		failFor("a", new BrokerException("no server", null));
		assertThatExceptionOfType(TaskPublishException.class).isThrownBy(() -> this.transaction
			.executeWithoutResult((status) -> this.tasks.submit(call("a").header("tenant", "acme"))));
		this.broker.confirm = (id) -> CompletableFuture.completedStage(null);

		this.tasks.submit(this.events.get(0).signature());

		assertThat(this.broker.ids()).containsExactly("a", "a");
		assertThat(this.broker.published.get(1).message().body())
			.isEqualTo(this.broker.published.get(0).message().body());
		assertThat(this.broker.headers(1).custom()).containsEntry("tenant", "acme");
	}

	@Test
	void brokerThatThrowsIsAFailureOfOneTask() {
		this.broker.confirm = (id) -> {
			if (id.equals("a")) {
				throw new IllegalStateException("stopped");
			}
			return CompletableFuture.completedStage(null);
		};

		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.transaction
				.executeWithoutResult((status) -> this.tasks.submitAll(List.of(call("a"), call("b")))))
			.withMessageContaining("Task a could not be published: stopped");
		assertThat(this.events).hasSize(1);
		assertThat(this.broker.ids()).containsExactly("a", "b");
	}

	@Test
	void failureDoesNotKeepOtherCallbacksFromRunning() {
		failFor("a", new BrokerException("no server", null));
		List<String> called = new ArrayList<>();

		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				register(() -> called.add("afterCommit"), () -> called.add("afterCompletion"));
				this.tasks.submit(call("a"));
			}));
		assertThat(called).containsExactly("afterCommit", "afterCompletion");
	}

	@Test
	void listenerThatFailsIsLoggedAndKeepsNothingFromBeingTold(CapturedOutput output) {
		failFor("a", new BrokerException("no server", null));
		failFor("b", new BrokerException("no server", null));
		this.listener = (event) -> {
			this.events.add(event);
			throw new IllegalStateException("table is missing");
		};

		assertThatExceptionOfType(TaskPublishException.class).isThrownBy(() -> this.transaction
			.executeWithoutResult((status) -> this.tasks.submitAll(List.of(call("a"), call("b")))));
		assertThat(this.events).hasSize(2);
		assertThat(output).contains("table is missing").contains("that task b is not published");
	}

	@Test
	void unknownOutcomeOfTheCommitIsTold() {
		this.transactions.losesConnectionAtCommit = true;

		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.tasks.submit(call("a"))));
		assertThat(this.broker.published).isEmpty();
		assertThat(this.events).singleElement()
			.satisfies((event) -> assertThat(event.failure()).hasMessageContaining("unknown whether its transaction"))
			.satisfies((event) -> assertThat(event.outcomeUnknown()).isFalse());
	}

	@Test
	void interruptDoesNotKeepFromPublishing() {
		this.transaction.executeWithoutResult((status) -> {
			this.tasks.submit(call("a"));
			Thread.currentThread().interrupt();
		});

		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.broker.ids()).containsExactly("a");
	}

	private AfterCommitTaskClient client() {
		TaskRegistry registry = new TaskRegistry(List.of());
		TaskPublisher publisher = new TaskPublisher(
				new PublisherOptions("tasks", Map.of(), Map.of(), Duration.ofSeconds(5), "gen1@host"), registry,
				this.codec, this.broker, this.time);
		ResultReader results = new ResultReader(this.store, this.payloads, this.time, Duration.ofSeconds(5),
				Runnable::run);
		TaskDefinitionReader definitions = new TaskDefinitionReader(this.payloads, (text) -> text);
		return new AfterCommitTaskClient(new PublishingTaskClient(publisher, registry, definitions, results),
				(event) -> this.listener.accept((TaskPublishFailedEvent) event));
	}

	private void failFor(String failing, Exception failure) {
		var others = this.broker.confirm;
		this.broker.confirm = (id) -> id.equals(failing) ? CompletableFuture.failedStage(failure) : others.apply(id);
	}

	private void requiresNew(Runnable body) {
		within(TransactionDefinition.PROPAGATION_REQUIRES_NEW, body);
	}

	private void within(int propagation, Runnable body) {
		TransactionTemplate other = new TransactionTemplate(this.transactions);
		other.setPropagationBehavior(propagation);
		other.executeWithoutResult((status) -> body.run());
	}

	private void nested(Consumer<TransactionStatus> body) {
		TransactionTemplate other = new TransactionTemplate(this.transactions);
		other.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		other.executeWithoutResult(body);
	}

	private void succeed(String id) {
		this.store.store(ResultDocument.of(id, TaskState.SUCCESS, Json.of("1")), null, StoreGuard.NONE);
	}

	private static Signature<Integer> call(String id) {
		return Signature.of("demo.echo", Integer.class, 1).taskId(id);
	}

	private static void inTask(TaskContext context, Runnable body) {
		try {
			TaskContext.callAs(context, () -> {
				body.run();
				return null;
			});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void register(Runnable afterCommit, Runnable afterCompletion) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				afterCommit.run();
			}

			@Override
			public void afterCompletion(int status) {
				afterCompletion.run();
			}

		});
	}

	private static final class FailingFirst implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void afterCommit() {
			throw new IllegalStateException("first");
		}

	}

	static class Reports {

		@Task
		String build(long customerId) {
			return "report for " + customerId;
		}

	}

}
