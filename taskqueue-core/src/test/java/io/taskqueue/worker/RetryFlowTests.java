package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class RetryFlowTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void triesAgainAfterTheDelayUntilItSucceeds() throws Exception {
		this.tasks.failures = 2;
		this.fixture.start();
		String id = this.fixture.submit("flaky", Integer.class).id();

		WorkerFixture.await(() -> assertThat(state(id)).isEqualTo(TaskState.RETRY));
		assertThat(this.tasks.attempts).hasValue(1);
		this.fixture.time.advance(Duration.ofMillis(9999));
		assertThat(this.tasks.attempts).hasValue(1);
		this.fixture.time.advance(Duration.ofMillis(1));
		WorkerFixture.await(() -> assertThat(attempt(id)).isEqualTo(1));
		this.fixture.time.advance(Duration.ofSeconds(20));

		ResultDocument outcome = this.fixture.outcome(id);
		assertThat(outcome.result().text()).isEqualTo("3");
		assertThat(outcome.retries()).isEqualTo(2);
	}

	@Test
	void describesTheRetryInItsDocument() throws Exception {
		this.tasks.failures = 1;
		this.fixture.start();
		String id = this.fixture.submit("flaky", Integer.class).id();

		WorkerFixture.await(() -> assertThat(state(id)).isEqualTo(TaskState.RETRY));

		ResultDocument document = fetch(id);
		assertThat(ErrorDocument.read(document.result()).arguments()).containsExactly("attempt 1");
		assertThat(document.traceback()).contains("IllegalStateException: attempt 1");
		assertThat(document.dateDone()).isNull();
		assertThat(document.retries()).isZero();
		assertThat(document.children().text()).isEqualTo("[[[\"" + id + "\",null],null]]");
	}

	@Test
	void keepsEverythingOfTheMessageButTheAttempt() {
		this.tasks.failures = 1;
		Message message = TestMessages.message(TaskHeaders.of("id-1", "flaky")
			.toBuilder()
			.rootId("root")
			.parentId("parent")
			.expires(this.fixture.time.now().plusSeconds(3600))
			.origin("gen1@elsewhere")
			.stamps(Map.of("tenant", "blue"))
			.stampedHeaders(List.of("tenant"))
			.custom(Map.of("own", "header", "x-death", List.of(), "taskqueue-unknown-since", "2026-01-01T00:00:00Z"))
			.build(), TestMessages.callbacks(TestMessages.signature("after", "id-2")));
		this.fixture.publish(new Message(new MessageProperties("application/json", "utf-8", true, 7, "id-1", "reply"),
				message.headers(), message.body()));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.fixture.broker.publications).hasSize(1));
		Publication retry = this.fixture.broker.publications.get(0);
		TaskHeaders headers = TestMessages.CODEC.headers(retry.message());
		assertThat(retry.notBefore()).isEqualTo(this.fixture.time.now().plusSeconds(10));
		assertThat(retry.message().body()).isEqualTo(message.body());
		assertThat(retry.message().properties().priority()).isEqualTo(7);
		assertThat(retry.message().properties().replyTo()).isEqualTo("reply");
		assertThat(headers).isEqualTo(TestMessages.CODEC.headers(message)
			.toBuilder()
			.retries(1)
			.parentId("id-1")
			.eta(this.fixture.time.now().plusSeconds(10))
			.custom(Map.of("own", "header"))
			.build());
	}

	@Test
	void failsWithTheOriginalErrorWhenNoRetriesAreLeft() {
		this.tasks.failures = 100;
		List<Delivery> dead = this.fixture.start().dead();
		String id = this.fixture.submit("atOnce", Integer.class).id();

		ResultDocument outcome = this.fixture.outcome(id);

		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(ErrorDocument.read(outcome.result()).arguments()).containsExactly("attempt 4");
		assertThat(this.tasks.attempts).hasValue(4);
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "retries-exhausted")
			.containsEntry("retries", 3);
	}

	@Test
	void withoutADelayItIsPublishedWithoutOne() {
		this.tasks.failures = 1;
		this.fixture.start();

		this.fixture.outcome(this.fixture.submit("atOnce", Integer.class).id());

		Publication retry = this.fixture.broker.publications.get(1);
		assertThat(retry.notBefore()).isNull();
		assertThat(TestMessages.CODEC.headers(retry.message()).eta()).isNull();
	}

	@Test
	void whereTheOldRouteIsGoneItGoesToItsQueue() {
		this.tasks.failures = 1;
		this.fixture.start();
		this.fixture.broker.failing = (publication) -> publication.exchange().equals("tasks")
				? new UnroutableException("gone", null) : null;
		this.fixture.broker.delegate()
			.publish(new Publication(TestMessages.task("id-1", "atOnce"), "tasks", "tasks", null,
					Duration.ofSeconds(1)));

		assertThat(this.fixture.outcome("id-1").state()).isEqualTo(TaskState.SUCCESS);
	}

	@Test
	void anErrorThatIsNotNamedIsNotTriedAgain() {
		this.fixture.start();

		ResultDocument outcome = this.fixture.outcome(this.fixture.submit("named", Integer.class).id());

		assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
		assertThat(outcome.retries()).isZero();
	}

	private TaskState state(String id) throws Exception {
		ResultDocument document = fetch(id);
		return (document != null) ? document.state() : TaskState.PENDING;
	}

	private int attempt(String id) throws Exception {
		ResultDocument document = fetch(id);
		return (document != null && document.retries() != null) ? document.retries() : -1;
	}

	private ResultDocument fetch(String id) throws Exception {
		return this.fixture.store.delegate().fetch(id).toCompletableFuture().get();
	}

	static final class Tasks {

		private final AtomicInteger attempts = new AtomicInteger();

		private volatile int failures;

		@Task(name = "flaky", retry = @Retry(includes = IllegalStateException.class, delay = "10s"))
		int flaky(TaskContext context) {
			return attempt(context);
		}

		@Task(name = "atOnce", retry = @Retry(includes = IllegalStateException.class, delay = "0s"))
		int atOnce(TaskContext context) {
			return attempt(context);
		}

		@Task(name = "named", retry = @Retry(includes = IllegalStateException.class))
		int named() {
			throw new IllegalArgumentException("not covered");
		}

		private int attempt(TaskContext context) {
			int attempt = this.attempts.incrementAndGet();
			assertThat(context.retries()).isEqualTo(attempt - 1);
			if (attempt <= this.failures) {
				throw new IllegalStateException("attempt " + attempt);
			}
			return attempt;
		}

	}

}
