package io.taskqueue.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

import io.taskqueue.AsyncResult;
import io.taskqueue.IgnoreTaskException;
import io.taskqueue.InvalidTaskException;
import io.taskqueue.RejectTaskException;
import io.taskqueue.Signature;
import io.taskqueue.SnoozeTaskException;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskFailedException;
import io.taskqueue.result.TaskState;
import io.taskqueue.test.app.Application;
import io.taskqueue.test.app.Clock;
import io.taskqueue.test.app.Mails;
import io.taskqueue.test.app.Mails.Letter;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@TaskQueueTest
@ContextConfiguration(classes = Application.class)
class TaskQueueTestTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Letter LETTER = new Letter("ann@example.org", 2);

	@Autowired
	private TaskClient tasks;

	@Autowired
	private PublishedTasks published;

	@Autowired
	private ManualTimeSource time;

	@Autowired
	private TaskRunner runner;

	@Autowired
	private Mails mails;

	@BeforeEach
	void forgetTheTestBefore() {
		this.published.clear();
		this.mails.sent().clear();
	}

	@Test
	void componentsWithTasksAreFoundAndOthersLeftOut(@Autowired ApplicationContext context) {
		assertThat(context.getBeanNamesForType(Mails.class)).hasSize(1);
		assertThat(context.getBeanNamesForType(Clock.class)).isEmpty();
	}

	@Test
	void aSubmittedTaskIsRunByTheWorker() {
		assertThat(this.tasks.submit(Mails::send, LETTER).get(TIMEOUT)).isEqualTo("sent to ann@example.org");
		assertThat(this.mails.sent()).containsExactly("ann@example.org");
	}

	@Test
	void whatWasPublishedCanBeAsserted() {
		this.tasks
			.submit(this.tasks.signature(Mails::send, LETTER).countdown(Duration.ofMinutes(5)).header("tenant", "a"));

		assertThat(this.published).published("mails.send")
			.withArgs(LETTER)
			.withArgs(Map.of("to", "ann@example.org", "pages", 2))
			.withDelay(Duration.ofMinutes(5))
			.withHeader("tenant", "a")
			.toQueue("tasks")
			.times(1);
		assertThat(this.published).notPublished("mails.unreliable");
	}

	@Test
	void anAssertionThatDoesNotHoldFails() {
		this.tasks.submit(Mails::send, LETTER);

		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.published).published("mails.receive"))
			.withMessageContaining("mails.send");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.published).published("mails.send").withArgs("bob"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.published).notPublished("mails.send"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.published).isEmpty());
	}

	@Test
	void whenTimeMovesOnDueTasksRun() {
		Signature<String> inAnHour = this.tasks.signature(Mails::send, LETTER).countdown(Duration.ofHours(1));
		AsyncResult<String> result = this.tasks.submit(inAnHour);

		this.time.advance(Duration.ofMinutes(59));
		assertThat(result.state()).isEqualTo(TaskState.PENDING);

		this.time.advance(Duration.ofMinutes(1));
		assertThat(result.get(TIMEOUT)).isEqualTo("sent to ann@example.org");
	}

	@Test
	void aTaskCanBeRunInPlace() {
		assertThat(this.runner.runHere(this.tasks.signature(Mails::send, LETTER))).isEqualTo("sent to ann@example.org");
		assertThat(this.published).isEmpty();
	}

	@Test
	void aTaskThatIsRunInPlaceIsRetriedAtOnce() {
		assertThat(this.runner.runHere(this.tasks.signature(Mails::unreliable, 2, null))).isEqualTo(3);
		assertThatExceptionOfType(TaskFailedException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::unreliable, 3, null)))
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void aTaskThatAsksForARetryInPlaceIsRetriedAtOnce() {
		assertThat(this.runner.runHere(this.tasks.signature(Mails::polite, 2, true, null))).isEqualTo(3);
		assertThatExceptionOfType(TaskFailedException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::polite, 3, true, null)))
			.withCauseInstanceOf(IllegalStateException.class);
		assertThatExceptionOfType(TaskFailedException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::polite, 3, false, null)))
			.satisfies((failed) -> assertThat(failed.remoteType()).isEqualTo("MaxRetriesExceededError"));
	}

	@Test
	void aTaskThatIsRunInPlaceMayIgnoreOrRejectItsMessage() {
		assertThatExceptionOfType(IgnoreTaskException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::picky, "ignore")));
		assertThatExceptionOfType(RejectTaskException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::picky, "requeue")));
		assertThatExceptionOfType(TaskFailedException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::picky, "reject")))
			.satisfies((failed) -> assertThat(failed.remoteType()).isEqualTo("Reject"));
	}

	@Test
	void aTaskThatAsksInPlaceToRunLaterSaysWhen() {
		Instant now = this.time.now();
		assertThatExceptionOfType(SnoozeTaskException.class)
			.isThrownBy(() -> this.runner.runHere(this.tasks.signature(Mails::sleepy, null)))
			.satisfies((snooze) -> assertThat(snooze.due(now)).isEqualTo(now.plusSeconds(60)));
	}

	@Test
	void aTaskThatIsUnknownHereCanNotBeRunInPlace() {
		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> this.runner.runHere(Signature.of("other.task", String.class)))
			.withMessageContaining("other.task");
	}

}
