package io.taskqueue.benchmark;

/**
 * What a value counts.
 */
enum Unit {

	/**
	 * More is better.
	 */
	RATE("tasks/s"),

	/**
	 * Less is better.
	 */
	MILLISECONDS("ms");

	private final String symbol;

	Unit(String symbol) {
		this.symbol = symbol;
	}

	String symbol() {
		return this.symbol;
	}

}
