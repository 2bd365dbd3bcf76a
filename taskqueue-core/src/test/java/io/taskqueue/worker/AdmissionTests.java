package io.taskqueue.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskMethod;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.retry.RetryPolicy;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class AdmissionTests {

	private static final Duration STEP = Duration.ofSeconds(1);

	private final ManualTimeSource time = new ManualTimeSource();

	private final BrokerCapabilities broker = new BrokerCapabilities("test", true, true, Duration.ofDays(1), STEP);

	private WorkerOptions options = WorkerOptions.builder("test@host", List.of("tasks")).build();

	@Test
	void runsWhatIsDueAndKnown() {
		assertThat(admit((headers) -> headers)).isInstanceOf(Verdict.Run.class);
	}

	@Test
	void revokesWhatHasExpired() {
		Verdict verdict = admit((headers) -> headers.expires(now().minusMillis(1)));

		assertThat(verdict).isInstanceOfSatisfying(Verdict.Revoke.class,
				(revoke) -> assertThat(revoke.reason()).isEqualTo("expired"));
	}

	@Test
	void revokesWhatHasExpiredEvenWhereItIsUnknown() {
		assertThat(admit((headers) -> headers.task("other").expires(now().minusMillis(1))))
			.isInstanceOf(Verdict.Revoke.class);
	}

	@Test
	void runsWhatExpiresNow() {
		assertThat(admit((headers) -> headers.expires(now()))).isInstanceOf(Verdict.Run.class);
	}

	@Test
	void postponesWhatIsDueLaterThanTheBrokersStep() {
		Instant eta = now().plus(STEP).plusMillis(1);

		Verdict verdict = admit((headers) -> headers.eta(eta));

		assertThat(verdict).isInstanceOfSatisfying(Verdict.Postpone.class, (postpone) -> {
			assertThat(postpone.notBefore()).isEqualTo(eta);
			assertThat(postpone.unknownSince()).isNull();
		});
	}

	@Test
	void postponesUnknownTasksThatAreNotDueWithoutUsingTheirGrace() {
		Verdict verdict = admit((headers) -> headers.task("other").eta(now().plusSeconds(3600)));

		assertThat(verdict).isInstanceOfSatisfying(Verdict.Postpone.class,
				(postpone) -> assertThat(postpone.unknownSince()).isNull());
	}

	@Test
	void holdsWhatIsDueWithinTheBrokersStep() {
		Instant eta = now().plus(STEP);

		Verdict verdict = admit((headers) -> headers.eta(eta));

		assertThat(verdict).isInstanceOfSatisfying(Verdict.Hold.class,
				(hold) -> assertThat(hold.until()).isEqualTo(eta));
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "1, 2", "3, 4", "7, 8", "15, 16", "31, 30", "61, 30", "290, 10" })
	void sendsUnknownTasksOnWithGrowingPauses(int unknownForSeconds, int pauseSeconds) {
		Instant since = now();
		this.time.advance(Duration.ofSeconds(unknownForSeconds));

		Verdict verdict = admit(
				(headers) -> headers.task("other").custom(Map.of("taskqueue-unknown-since", since.toString())));

		assertThat(verdict).isInstanceOfSatisfying(Verdict.Postpone.class, (postpone) -> {
			assertThat(postpone.unknownSince()).isEqualTo(since);
			assertThat(postpone.notBefore()).isEqualTo(now().plusSeconds(pauseSeconds).plus(STEP));
		});
	}

	@Test
	void refusesUnknownTasksAfterTheirGrace() {
		Instant since = now();
		this.time.advance(Duration.ofMinutes(5));

		Verdict verdict = admit(
				(headers) -> headers.task("other").custom(Map.of("taskqueue-unknown-since", since.toString())));

		assertThat(verdict).isInstanceOfSatisfying(Refusal.class, (refusal) -> {
			assertThat(refusal.reason()).isEqualTo(DeadReason.UNKNOWN_TASK);
			assertThat(refusal.error().type()).isEqualTo("NotRegistered");
			assertThat(refusal.error().arguments()).containsExactly("other");
		});
	}

	@Test
	void refusesUnknownTasksAtOnceWithoutGrace() {
		this.options = WorkerOptions.builder("test@host", List.of("tasks")).unknownTaskGrace(Duration.ZERO).build();

		assertThat(admit((headers) -> headers.task("other"))).isInstanceOf(Refusal.class);
	}

	@ParameterizedTest
	@CsvSource({ "nonsense", "+1000000000-12-31T23:59:59Z", "2040-01-01T00:00:00Z" })
	void beginsTheGraceAnewWhereItsBeginCannotBeBelieved(String since) {
		Verdict verdict = admit((headers) -> headers.task("other").custom(Map.of("taskqueue-unknown-since", since)));

		assertThat(verdict).isInstanceOfSatisfying(Verdict.Postpone.class,
				(postpone) -> assertThat(postpone.unknownSince()).isEqualTo(now()));
	}

	@ParameterizedTest
	@CsvSource({ ", , false, false", ", , true, true", ", true, false, true", "false, true, true, false",
			"true, false, false, true" })
	void decidesWhoseWordOnIgnoredResultsCounts(Boolean message, Boolean task, boolean worker, boolean ignored) {
		this.options = WorkerOptions.builder("test@host", List.of("tasks")).ignoreResult(worker).build();

		Verdict verdict = admit((headers) -> headers.ignoreResult(message), task, null);

		assertThat(((Verdict.Run) verdict).job().ignoreResult()).isEqualTo(ignored);
	}

	@ParameterizedTest
	@CsvSource({ ", true, true", ", false, false", "false, true, false", "true, false, true" })
	void decidesWhoseWordOnAcknowledgingCounts(Boolean task, boolean worker, boolean late) {
		this.options = WorkerOptions.builder("test@host", List.of("tasks")).acksLate(worker).build();

		Verdict verdict = admit((headers) -> headers, null, task);

		assertThat(((Verdict.Run) verdict).job().acksLate()).isEqualTo(late);
	}

	private Instant now() {
		return this.time.now();
	}

	private Verdict admit(UnaryOperator<TaskHeaders.Builder> headers) {
		return admit(headers, null, null);
	}

	private Verdict admit(UnaryOperator<TaskHeaders.Builder> headers, Boolean ignoreResult, Boolean acksLate) {
		TaskDefinition definition = new TaskDefinition("known", List.of(), mock(TaskMethod.class), null, acksLate,
				ignoreResult, null, false, null, RetryPolicy.NONE, List.of());
		Admission admission = new Admission(this.options, new TaskRegistry(List.of(definition)), this.broker,
				this.time);
		TaskHeaders built = headers.apply(TaskHeaders.of("id-1", "known").toBuilder()).build();
		return admission.admit(Request.of(new TestDelivery(TestMessages.task("id-1", "known")), built));
	}

}
