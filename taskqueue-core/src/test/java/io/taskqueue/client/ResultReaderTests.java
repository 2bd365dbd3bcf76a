package io.taskqueue.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultTimeoutException;
import io.taskqueue.ResultType;
import io.taskqueue.ResultUnavailableException;
import io.taskqueue.TaskContext;
import io.taskqueue.TaskFailedException;
import io.taskqueue.TaskRevokedException;
import io.taskqueue.WaitingInterruptedException;
import io.taskqueue.WaitingNotAllowedException;
import io.taskqueue.message.Json;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.result.DiscardingResultStore;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;
import io.taskqueue.result.TaskState;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResultReaderTests {

	private static final Duration POLL = Duration.ofSeconds(10);

	private static final Duration LONGEST_POLL = POLL.plus(POLL.dividedBy(2));

	private final ManualTimeSource time = new ManualTimeSource();

	private final ScriptedResultStore store = new ScriptedResultStore();

	private final List<Runnable> callbacks = new ArrayList<>();

	private final ResultReader reader = reader(this.store);

	private final AsyncResult<Integer> result = this.reader.result("id", ResultType.of(Integer.class));

	@AfterEach
	void leavesNothingBehind() {
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.store.cancellations).hasValue(this.store.subscriptions.get());
		this.time.advance(Duration.ofDays(1));
		int fetches = this.store.fetches.get();
		this.time.advance(Duration.ofDays(1));
		assertThat(this.store.fetches).hasValue(fetches);
	}

	@Test
	void readsAResultThatIsThere() {
		this.store.put(success("42"));

		assertThat(this.result.get(Duration.ofSeconds(1))).isEqualTo(42);
		assertThat(this.result.get()).isEqualTo(42);
		assertThat(this.result.state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.result.ready()).isTrue();
		assertThat(this.result.successful()).isTrue();
		assertThat(this.result.failed()).isFalse();
	}

	@Test
	void readsGenericTypesAndNothing() {
		this.store.put(success("[1, 2]"));
		assertThat(this.reader.result("id", new ResultType<List<Long>>() {
		}).get()).containsExactly(1L, 2L);

		this.store.put(success("null"));
		assertThat(this.reader.result("id", ResultType.of(String.class)).get()).isNull();
		assertThat(this.reader.result("id", ResultType.of(Void.class)).get()).isNull();
		assertThat(this.reader.result("id", new ResultType<Optional<String>>() {
		}).get()).isEmpty();
	}

	@Test
	void whoExpectsNothingIgnoresWhatIsThere() {
		this.store.put(success("{\"some\": \"thing\"}"));

		assertThat(this.reader.result("id", ResultType.of(Void.class)).get()).isNull();
	}

	@Test
	void namesTheTypeThatDoesNotFit() {
		this.store.put(success("\"secret\""));

		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(this.result::get)
			.withMessageStartingWith("The result of task id does not fit the type java.lang.Integer")
			.withMessageNotContaining("secret");
	}

	@Test
	void throwsTheFailure() {
		this.store
			.put(document(TaskState.FAILURE, new ErrorDocument("ValueError", "builtins", List.of("bad"))).toBuilder()
				.traceback("Traceback …")
				.build());

		assertThatExceptionOfType(TaskFailedException.class).isThrownBy(this.result::get)
			.withMessage("Task id failed: ValueError: bad")
			.satisfies((ex) -> assertThat(ex.remoteType()).isEqualTo("ValueError"))
			.satisfies((ex) -> assertThat(ex.remoteModule()).isEqualTo("builtins"))
			.satisfies((ex) -> assertThat(ex.remoteMessage()).isEqualTo("bad"))
			.satisfies((ex) -> assertThat(ex.traceback()).isEqualTo("Traceback …"));
		assertThat(this.result.failed()).isTrue();
		assertThat(this.result.traceback()).isEqualTo("Traceback …");
	}

	@Test
	void throwsTheRevocation() {
		this.store.put(document(TaskState.REVOKED, ErrorDocument.revoked("expired")));

		assertThatExceptionOfType(TaskRevokedException.class).isThrownBy(this.result::get)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo("expired"));
	}

	@Test
	void waitsForTheNotification() {
		CompletableFuture<Integer> future = this.result.toCompletableFuture();
		this.store.tell(ResultDocument.of("id", TaskState.STARTED, Json.NULL));
		this.store.tell(ResultDocument.of("id", TaskState.RETRY, Json.NULL));
		this.store.tell(ResultDocument.of("id", TaskState.of("PROGRESS"), Json.of("{}")));
		assertThat(future).isNotDone();
		assertThat(this.callbacks).isEmpty();

		this.store.tell(success("42"));
		runCallbacks();
		assertThat(future).isCompletedWithValue(42);
		assertThat(this.store.fetches).hasValue(1);
	}

	@Test
	void subscribesBeforeItFetches() {
		CompletableFuture<Void> subscribed = new CompletableFuture<>();
		this.store.hold = subscribed;
		CompletableFuture<Integer> future = this.result.toCompletableFuture();
		assertThat(this.store.fetches).hasValue(0);

		this.store.put(success("42"));
		subscribed.complete(null);
		runCallbacks();
		assertThat(future).isCompletedWithValue(42);
	}

	@Test
	void findsWhatNobodyTold() {
		CompletableFuture<Integer> future = this.result.toCompletableFuture();
		this.store.put(success("42"));
		this.time.advance(LONGEST_POLL);
		runCallbacks();

		assertThat(future).isCompletedWithValue(42);
	}

	@Test
	void asksAgainWhileTheStoreIsAway() {
		this.store.away = true;
		CompletableFuture<Integer> future = this.result.toCompletableFuture();
		this.time.advance(POLL.multipliedBy(10));
		assertThat(future).isNotDone();

		this.store.away = false;
		this.time.advance(LONGEST_POLL);
		this.store.tell(success("42"));
		runCallbacks();
		assertThat(future).isCompletedWithValue(42);
	}

	@Test
	void timesOut() throws Exception {
		CompletableFuture<Integer> got = inThread(() -> this.result.get(Duration.ofMinutes(1)));
		this.time.advance(Duration.ofSeconds(59));
		assertThat(got).isNotDone();
		this.time.advance(Duration.ofSeconds(1));

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(got::get)
			.withCauseExactlyInstanceOf(ResultTimeoutException.class)
			.withMessageContaining("Task id has no outcome after PT1M");
	}

	@Test
	void timeoutTellsThatTheStoreIsAway() throws Exception {
		this.store.away = true;
		CompletableFuture<Integer> got = inThread(() -> this.result.get(Duration.ofMinutes(1)));
		this.time.advance(Duration.ofMinutes(1));

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(got::get)
			.withMessageContaining("the result store could not be read: the server is away");
	}

	@Test
	void whatCannotBeReadEndsTheWaiting() {
		this.store.unreadable = true;

		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(this.result::get)
			.withMessage("The result of task id can't be read: Not a result document");
	}

	@Test
	void stopEndsTheWaiting() throws Exception {
		CompletableFuture<Integer> got = inThread(() -> this.result.get(Duration.ofMinutes(1)));
		CompletableFuture<Integer> future = this.result.toCompletableFuture();

		this.reader.stop();
		runCallbacks();

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(got::get)
			.withCauseExactlyInstanceOf(ResultUnavailableException.class)
			.withMessageContaining("The task queue was stopped while waiting for the result of task id");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
			.withCauseExactlyInstanceOf(ResultUnavailableException.class);
		assertThat(this.store.listeners).isEmpty();
	}

	@Test
	void waitsAgainAfterAStop() {
		this.reader.stop();
		CompletableFuture<Integer> future = this.result.toCompletableFuture();
		this.store.tell(success("42"));
		runCallbacks();

		assertThat(future).isCompletedWithValue(42);
	}

	@Test
	void interruptEndsTheWaitingAndIsKept() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(WaitingInterruptedException.class)
			.isThrownBy(() -> this.result.get(Duration.ofDays(1)))
			.withMessage("Interrupted while waiting for the result of task id");

		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void futureFailsWithTheBareException() {
		CompletableFuture<Integer> future = this.result.toCompletableFuture();
		AtomicReference<Throwable> seen = new AtomicReference<>();
		future.whenComplete((value, ex) -> seen.set(ex));
		this.store.tell(document(TaskState.REVOKED, ErrorDocument.revoked("revoked")));
		assertThat(seen).hasNullValue();

		runCallbacks();
		assertThat(seen.get()).isInstanceOf(TaskRevokedException.class);
	}

	@Test
	void cancellingTheFutureEndsTheWaiting() {
		CompletableFuture<Integer> one = this.result.toCompletableFuture();
		CompletableFuture<Integer> other = this.result.toCompletableFuture();
		one.cancel(true);
		assertThat(this.store.listeners).hasSize(1);

		other.cancel(true);
		assertThat(this.store.listeners).isEmpty();
	}

	@Test
	void cancellingBeforeTheSubscriptionIsInForceReleasesIt() {
		CompletableFuture<Void> subscribed = new CompletableFuture<>();
		this.store.hold = subscribed;
		this.result.toCompletableFuture().cancel(true);
		subscribed.complete(null);

		assertThat(this.store.cancellations).hasValue(1);
	}

	@Test
	void allWhoWaitForATaskShareOneSubscription() {
		List<CompletableFuture<Integer>> futures = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			futures.add(this.reader.result("id", ResultType.of(Integer.class)).toCompletableFuture());
		}
		assertThat(this.store.subscriptions).hasValue(1);
		assertThat(this.store.fetches).hasValue(1);

		this.store.tell(success("42"));
		runCallbacks();
		assertThat(futures).allSatisfy((future) -> assertThat(future).isCompletedWithValue(42));
	}

	@Test
	void tenThousandWaitWithoutThreadsAndWithPollsSpread() {
		int threads = Thread.activeCount();
		List<CompletableFuture<Integer>> futures = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			futures.add(this.reader.result("id-" + i, ResultType.of(Integer.class)).toCompletableFuture());
		}
		assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
		this.store.fetches.set(0);
		this.time.advance(POLL.dividedBy(2));
		assertThat(this.store.fetches.get()).isZero();
		for (int second = 0; second < 10; second++) {
			int before = this.store.fetches.get();
			this.time.advance(Duration.ofSeconds(1));
			// 1,000 first looks; towards the end up to 500 second looks come on top
			assertThat(this.store.fetches.get() - before).isBetween(500, 2000);
		}

		futures.forEach((future) -> future.cancel(false));
		assertThat(this.store.listeners).isEmpty();
	}

	@Test
	void refusesToWaitInsideATask() throws Exception {
		TaskContext context = Mockito.mock(TaskContext.class);
		Mockito.when(context.awaiting(Mockito.any())).thenThrow(new WaitingNotAllowedException("not allowed", null));
		this.store.put(success("42"));

		assertThatExceptionOfType(WaitingNotAllowedException.class)
			.isThrownBy(() -> TaskContext.callAs(context, () -> this.result.get(Duration.ofSeconds(1))));
		assertThat(TaskContext.callAs(context, this.result::state)).isEqualTo(TaskState.SUCCESS);
	}

	@Test
	void waitsThroughTheContextOfATaskThatMay() throws Exception {
		TaskContext context = Mockito.mock(TaskContext.class);
		Mockito.when(context.awaiting(Mockito.any()))
			.thenAnswer((invocation) -> invocation.<Callable<?>>getArgument(0).call());
		this.store.put(success("42"));

		assertThat(TaskContext.callAs(context, () -> this.result.get(Duration.ofSeconds(1)))).isEqualTo(42);
		Mockito.verify(context).awaiting(Mockito.any());
	}

	@Test
	void refusesToWaitWhereNothingIsKept() {
		AsyncResult<Integer> discarded = reader(new DiscardingResultStore()).result("id", ResultType.of(Integer.class));

		assertThatExceptionOfType(ResultUnavailableException.class)
			.isThrownBy(() -> discarded.get(Duration.ofSeconds(1)))
			.withMessage("Task id: the result store 'none' keeps no results. Configure one that does, or do not wait.");
		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(discarded::toCompletableFuture);
		assertThat(discarded.state()).isEqualTo(TaskState.PENDING);
	}

	@Test
	void listsChildrenAndTheMembersOfGroups() {
		this.store.put(success("1").toBuilder()
			.children(
					Json.of("[[[\"a\", null], null], [[\"g\", null], [[[\"b\", null], null], [[\"c\", null], null]]]]"))
			.build());

		assertThat(this.result.children()).extracting(AsyncResult::id).containsExactly("a", "b", "c");
	}

	@Test
	void saysThatChildrenCannotBeRead() {
		this.store.put(success("1").toBuilder().children(Json.of("[7]")).build());

		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(this.result::children)
			.withMessage("The children of task id can't be read");
	}

	@Test
	void unknownTaskIsPending() {
		assertThat(this.result.state()).isEqualTo(TaskState.PENDING);
		assertThat(this.result.ready()).isFalse();
		assertThat(this.result.traceback()).isNull();
		assertThat(this.result.children()).isEmpty();
	}

	@Test
	void forgets() {
		this.store.put(success("42"));
		this.result.forget();

		assertThat(this.result.state()).isEqualTo(TaskState.PENDING);
	}

	@Test
	void saysThatTheStoreIsAway() {
		this.store.away = true;

		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(this.result::state)
			.withMessage("The result store could not be asked for task id: the server is away");
		assertThatExceptionOfType(ResultUnavailableException.class).isThrownBy(this.result::forget);
	}

	@Test
	void refusesAPollIntervalThatIsNone() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new ResultReader(this.store, new JsonPayloadCodec(), this.time, Duration.ZERO, Runnable::run));
	}

	private ResultReader reader(ResultStore from) {
		return new ResultReader(from, new JsonPayloadCodec(), this.time, POLL, this.callbacks::add);
	}

	private void runCallbacks() {
		List<Runnable> due = new ArrayList<>(this.callbacks);
		this.callbacks.clear();
		due.forEach(Runnable::run);
	}

	private <T> CompletableFuture<T> inThread(Callable<T> call) {
		CompletableFuture<T> future = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				future.complete(call.call());
			}
			catch (Exception ex) {
				future.completeExceptionally(ex);
			}
		});
		thread.start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> thread.getState() == Thread.State.WAITING);
		return future;
	}

	private static ResultDocument success(String json) {
		return ResultDocument.of("id", TaskState.SUCCESS, Json.of(json));
	}

	private static ResultDocument document(TaskState state, ErrorDocument error) {
		return ResultDocument.of("id", state, error.toJson());
	}

}
