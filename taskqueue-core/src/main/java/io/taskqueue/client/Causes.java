package io.taskqueue.client;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Looks behind the exceptions that stages wrap around others.
 */
final class Causes {

	private Causes() {
	}

	static Throwable of(Throwable ex) {
		Throwable cause = ex.getCause();
		boolean wraps = ex instanceof CompletionException || ex instanceof ExecutionException;
		return (wraps && cause != null) ? cause : ex;
	}

}
