package io.taskqueue.autoconfigure;

/**
 * Something was asked for that can't work as the application is set up.
 */
@SuppressWarnings("serial")
final class UnmetRequirementException extends RuntimeException {

	private final String action;

	UnmetRequirementException(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
