package io.taskqueue.worker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatTests {

	@Test
	void runsWhereNothingIsStored() {
		assertThat(Repeat.of(null, 0)).isEqualTo(Repeat.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "SUCCESS, 1", "FAILURE, 1" })
	void publishesTheConsequencesOfAnOutcomeOfTheSameAttemptAgain(String state, int attempt) {
		ResultDocument stored = stored(state, attempt);

		assertThat(Repeat.of(stored, 1)).isEqualTo(new Repeat(true, stored));
	}

	@ParameterizedTest
	@CsvSource({ "RETRY, 1", "REVOKED, 1", "SUCCESS, 2", "FAILURE, 2", "RETRY, 2", "STARTED, 2", "PROGRESS, 2" })
	void isOverWhereNothingCanBeMissing(String state, int attempt) {
		assertThat(Repeat.of(stored(state, attempt), 1)).isEqualTo(Repeat.OVER);
	}

	@ParameterizedTest
	@CsvSource({ "STARTED, 1", "PROGRESS, 1", "SUCCESS, 0", "FAILURE, 0", "RETRY, 0", "STARTED, 0", "FAILURE,",
			"RETRY,", "REVOKED,", "STARTED," })
	void runsWhereThisAttemptHasNoOutcome(String state, Integer attempt) {
		assertThat(Repeat.of(stored(state, attempt), 1)).isEqualTo(Repeat.UNKNOWN);
	}

	@Test
	void believesASuccessOfAWriterThatDoesNotTellTheAttempt() {
		ResultDocument stored = stored("SUCCESS", null);

		assertThat(Repeat.of(stored, 1)).isEqualTo(new Repeat(true, stored));
	}

	private static ResultDocument stored(String state, Integer attempt) {
		return ResultDocument.of("id-1", TaskState.of(state), Json.of("1")).toBuilder().retries(attempt).build();
	}

}
