package io.taskqueue.registry;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as annotations write them: {@code 500ms}, {@code 10s}, {@code 5m},
 * {@code 2h}, {@code 1d} or ISO-8601.
 */
final class DurationText {

	private static final Pattern SIMPLE = Pattern.compile("(\\d{1,18})\\s*(ms|s|m|h|d)");

	private DurationText() {
	}

	static Duration parse(String text) {
		String trimmed = text.strip().toLowerCase(Locale.ROOT);
		Matcher matcher = SIMPLE.matcher(trimmed);
		try {
			return matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : Duration.parse(trimmed);
		}
		catch (DateTimeParseException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"'" + text + "' is not a duration: write 500ms, 10s, 5m, 2h, 1d or ISO-8601 as in PT10S", ex);
		}
	}

	private static Duration of(long amount, String unit) {
		return switch (unit) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			case "h" -> Duration.ofHours(amount);
			default -> Duration.ofDays(amount);
		};
	}

}
