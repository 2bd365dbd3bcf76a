package io.taskqueue.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CeleryTime}.
 */
class CeleryTimeTests {

	@ParameterizedTest
	@CsvSource({ "2030-01-02T03:04:05Z, 2030-01-02T03:04:05.000000+00:00",
			"2030-01-02T03:04:05.1Z, 2030-01-02T03:04:05.100000+00:00",
			"2030-01-02T03:04:05.123456789Z, 2030-01-02T03:04:05.123456+00:00",
			"2030-12-31T23:59:59.000001Z, 2030-12-31T23:59:59.000001+00:00",
			"0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000+00:00" })
	void writesSixFractionDigitsAndANumericOffset(Instant instant, String text) {
		assertThat(CeleryTime.format(instant)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "2030-01-02T03:04:05+00:00, 2030-01-02T03:04:05Z", "2030-01-02T03:04:05Z, 2030-01-02T03:04:05Z",
			"2030-01-02t03:04:05z, 2030-01-02T03:04:05Z", "2030-01-02T03:04:05+0100, 2030-01-02T02:04:05Z",
			"2030-01-02T03:04:05+01:00, 2030-01-02T02:04:05Z", "2030-01-02T03:04:05-01, 2030-01-02T04:04:05Z",
			"2030-01-02T03:04Z, 2030-01-02T03:04:00Z", "2030-01-02T03:04:05, 2030-01-02T03:04:05Z",
			"2030-01-02 03:04:05, 2030-01-02T03:04:05Z", "2030-01-02T03:04:05.123+00:00, 2030-01-02T03:04:05.123Z",
			"2030-01-02T03:04:05.123456Z, 2030-01-02T03:04:05.123456Z",
			"2030-01-02T03:04:05.123456789Z, 2030-01-02T03:04:05.123456789Z",
			"2030-01-02T03:04:05+01:00[Europe/Stockholm], 2030-01-02T02:04:05Z", "2030-01-02, 2030-01-02T00:00:00Z" })
	void readsEveryFormFoundOnTheWire(String text, Instant instant) {
		assertThat(CeleryTime.parse(text)).isEqualTo(instant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tomorrow", "1577934245", "2030-13-01T00:00:00Z", "2030-01-02T25:00:00Z",
			"2030-01-02T03:04:05+99:00", "2030-01-02T03:04:05Zsecret", "2030-01-02T", "2030-02-30" })
	void refusesAnythingElseWithoutQuotingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CeleryTime.parse(text))
			.withMessage("Not a date and time of ISO 8601")
			.withNoCause();
	}

	@Test
	void refusesToWriteAYearThatPythonDoesNotHave() {
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> CeleryTime.format(Instant.MAX))
			.withMessageContaining("years");
	}

	@Test
	void keepsTheOffsetOfATimeThatHasOne() {
		OffsetDateTime time = OffsetDateTime.parse("2030-01-02T03:04:05+05:30");

		assertThat(CeleryTime.format(time)).isEqualTo("2030-01-02T03:04:05.000000+05:30");
		assertThat(CeleryTime.parseOffset("2030-01-02T03:04:05.000000+05:30")).isEqualTo(time);
	}

	@Test
	void aLocalTimeIsWhatAClockInUtcShows() {
		assertThat(CeleryTime.parseLocal("2030-01-02T03:04:05+01:00"))
			.isEqualTo(LocalDateTime.parse("2030-01-02T02:04:05"));
		assertThat(CeleryTime.parseLocal("2030-01-02T03:04:05")).isEqualTo(LocalDateTime.parse("2030-01-02T03:04:05"));
	}

	@Test
	void aDateMayComeWithMidnightButNotWithATimeOfDay() {
		assertThat(CeleryTime.parseDate("2030-01-02T00:00:00")).isEqualTo(LocalDate.of(2030, 1, 2));
		assertThatIllegalArgumentException().isThrownBy(() -> CeleryTime.parseDate("2030-01-02T00:00:01"))
			.withMessage("Not a date: it has a time of day");
	}

	@Test
	void writesAndReadsTimesOfDay() {
		assertThat(CeleryTime.format(LocalTime.of(3, 4))).isEqualTo("03:04:00.000000");
		assertThat(CeleryTime.parseTime("03:04:05.5")).isEqualTo(LocalTime.of(3, 4, 5, 500_000_000));
		assertThatIllegalArgumentException().isThrownBy(() -> CeleryTime.parseTime("noon"))
			.withMessage("Not a time of ISO 8601");
	}

}
