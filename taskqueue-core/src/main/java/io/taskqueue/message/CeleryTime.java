package io.taskqueue.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and times as text on the wire. Written with six fraction digits and a numeric
 * offset, the one form every version of Celery reads the same way; read in all the forms
 * found on the wire (protocol reference 3.6). Anything finer than a microsecond is cut
 * off when writing.
 *
 * @since 0.1.0
 */
public final class CeleryTime {

	private static final int DATE_LENGTH = 10;

	private static final Instant MIN = Instant.parse("0000-01-01T00:00:00Z");

	private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.optionalStart()
		.appendLiteral('T')
		.appendValue(ChronoField.HOUR_OF_DAY, 2)
		.appendLiteral(':')
		.appendValue(ChronoField.MINUTE_OF_HOUR, 2)
		.optionalStart()
		.appendLiteral(':')
		.appendValue(ChronoField.SECOND_OF_MINUTE, 2)
		.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
		.optionalEnd()
		.appendPattern("[XXXXX][XXXX][X]")
		.optionalEnd()
		.toFormatter(Locale.ROOT)
		.withChronology(IsoChronology.INSTANCE)
		.withResolverStyle(ResolverStyle.STRICT);

	private CeleryTime() {
	}

	/**
	 * Write an instant, such as {@code 2030-01-02T03:04:05.000000+00:00}.
	 * @param instant the instant
	 * @return its text
	 * @throws PayloadException outside the years 0 to 9999
	 */
	public static String format(Instant instant) {
		if (instant.isBefore(MIN) || instant.isAfter(MAX)) {
			throw unwritable();
		}
		return format(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
	}

	/**
	 * Read an instant. Without an offset it is UTC; the name of a zone behind the offset
	 * is ignored.
	 * @param text the text
	 * @return the instant
	 * @throws IllegalArgumentException if this is no date and time of ISO 8601; the text
	 * is not part of the message
	 */
	public static Instant parse(String text) {
		return parseOffset(text).toInstant();
	}

	static String format(OffsetDateTime time) {
		String offset = (time.getOffset().getTotalSeconds() != 0) ? time.getOffset().getId() : "+00:00";
		return append(new StringBuilder(32), time.toLocalDateTime()).append(offset).toString();
	}

	static String format(LocalDateTime time) {
		return append(new StringBuilder(26), time).toString();
	}

	static String format(LocalTime time) {
		return append(new StringBuilder(15), time).toString();
	}

	static OffsetDateTime parseOffset(String text) {
		TemporalAccessor parsed = parseAny(text);
		return (parsed instanceof OffsetDateTime time) ? time : local(parsed).atOffset(ZoneOffset.UTC);
	}

	static LocalDateTime parseLocal(String text) {
		TemporalAccessor parsed = parseAny(text);
		return (parsed instanceof OffsetDateTime time) ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
				: local(parsed);
	}

	static LocalDate parseDate(String text) {
		TemporalAccessor parsed = parseAny(text);
		LocalDateTime time = (parsed instanceof OffsetDateTime offset) ? offset.toLocalDateTime() : local(parsed);
		if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
			throw new IllegalArgumentException("Not a date: it has a time of day");
		}
		return time.toLocalDate();
	}

	static LocalTime parseTime(String text) {
		try {
			return LocalTime.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("Not a time of ISO 8601");
		}
	}

	/**
	 * Read any of the forms.
	 * @param text the text
	 * @return an {@link OffsetDateTime} where there is an offset, otherwise a
	 * {@link LocalDateTime} or a {@link LocalDate}
	 */
	static TemporalAccessor parseAny(String text) {
		try {
			return LENIENT.parseBest(normalized(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("Not a date and time of ISO 8601");
		}
	}

	private static LocalDateTime local(TemporalAccessor parsed) {
		return (parsed instanceof LocalDateTime time) ? time : LocalDate.from(parsed).atStartOfDay();
	}

	private static String normalized(String text) {
		int zone = text.indexOf('[');
		String bare = (zone > 0) ? text.substring(0, zone) : text;
		boolean spaced = bare.length() > DATE_LENGTH && bare.charAt(DATE_LENGTH) == ' ';
		return (!spaced) ? bare : bare.substring(0, DATE_LENGTH) + 'T' + bare.substring(DATE_LENGTH + 1);
	}

	private static StringBuilder append(StringBuilder text, LocalDateTime time) {
		if (time.getYear() < 0 || time.getYear() > 9999) {
			throw unwritable();
		}
		pad(text, time.getYear(), 1000).append('-');
		pad(text, time.getMonthValue(), 10).append('-');
		pad(text, time.getDayOfMonth(), 10).append('T');
		return append(text, time.toLocalTime());
	}

	private static PayloadException unwritable() {
		return new PayloadException("A date outside the years 0 to 9999 can't be written", null);
	}

	private static StringBuilder append(StringBuilder text, LocalTime time) {
		pad(text, time.getHour(), 10).append(':');
		pad(text, time.getMinute(), 10).append(':');
		pad(text, time.getSecond(), 10).append('.');
		return pad(text, time.getNano() / 1000, 100_000);
	}

	private static StringBuilder pad(StringBuilder text, int value, int unit) {
		for (int rest = value, digit = unit; digit > 0; digit /= 10) {
			text.append((char) ('0' + rest / digit));
			rest %= digit;
		}
		return text;
	}

}
