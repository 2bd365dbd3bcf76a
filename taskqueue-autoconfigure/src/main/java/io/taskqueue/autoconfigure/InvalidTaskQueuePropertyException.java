package io.taskqueue.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A property's value can't be used.
 */
@SuppressWarnings("serial")
final class InvalidTaskQueuePropertyException extends RuntimeException {

	private final String property;

	InvalidTaskQueuePropertyException(String property, String reason) {
		this(property, reason, null);
	}

	InvalidTaskQueuePropertyException(String property, String reason, @Nullable Throwable cause) {
		super(property + ": " + reason, cause);
		this.property = property;
	}

	String property() {
		return this.property;
	}

}
