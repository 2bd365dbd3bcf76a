package io.taskqueue.rabbitmq;

import java.util.regex.Pattern;

/**
 * Routing keys of delayed messages: 28 binary digits of the delay in whole seconds, most
 * significant first, each followed by a dot, and the original key (protocol reference
 * 4.3).
 */
final class DelayedKeys {

	static final int LEVELS = 28;

	static final String EXCHANGE_PREFIX = "celery_delayed_";

	static final String ANY_DELAY = "*.".repeat(LEVELS);

	private static final Pattern DIGITS = Pattern.compile("(?:[01]\\.){" + LEVELS + "}");

	private DelayedKeys() {
	}

	static String of(long seconds, String routingKey) {
		StringBuilder key = new StringBuilder(2 * LEVELS + routingKey.length());
		for (int level = LEVELS - 1; level >= 0; level--) {
			key.append((seconds >> level) & 1).append('.');
		}
		return key.append(routingKey).toString();
	}

	/**
	 * What a level is bound with: keys whose digit of this level has the given value.
	 */
	static String pattern(int level, char digit) {
		return "*.".repeat(LEVELS - 1 - level) + digit + ".#";
	}

	/**
	 * The original key.
	 */
	static String strip(String routingKey) {
		var matcher = DIGITS.matcher(routingKey);
		return matcher.lookingAt() ? routingKey.substring(matcher.end()) : routingKey;
	}

	static boolean isLadder(String exchange) {
		return exchange.startsWith(EXCHANGE_PREFIX);
	}

}
