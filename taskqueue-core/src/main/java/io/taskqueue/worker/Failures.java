package io.taskqueue.worker;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import io.taskqueue.TaskPublishException;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ErrorMapping;
import io.taskqueue.result.ResultStoreException;

/**
 * What the pipeline asks of an error.
 */
final class Failures {

	private static final int LONGEST_TRACEBACK = 20_000;

	private Failures() {
	}

	/**
	 * The error behind the wrapper that stages put around it.
	 * @param error the error of a stage
	 * @return the cause
	 */
	static Throwable unwrap(Throwable error) {
		return (error instanceof CompletionException && error.getCause() != null) ? error.getCause() : error;
	}

	/**
	 * Whether the error is one that waiting cures: the broker or the store is away.
	 * @param error the error of a stage
	 * @return whether to try again later
	 */
	static boolean passes(Throwable error) {
		Throwable cause = unwrap(error);
		if (cause instanceof TaskPublishException && cause.getCause() != null) {
			return passes(cause.getCause());
		}
		if (cause instanceof UnroutableException || cause instanceof RefusedPublicationException) {
			return false;
		}
		return cause instanceof BrokerException || cause instanceof ResultStoreException
				|| cause instanceof TimeoutException || cause instanceof OutOfMemoryError;
	}

	/**
	 * The error as the result document holds it. An exception may refuse to tell its own
	 * message; then only its class is kept.
	 * @param error the error
	 * @param mapping which Python exception it becomes
	 * @return the document
	 */
	static ErrorDocument describe(Throwable error, ErrorMapping mapping) {
		try {
			return ErrorDocument.of(error, mapping);
		}
		catch (RuntimeException | StackOverflowError ex) {
			return new ErrorDocument(error.getClass().getSimpleName(), error.getClass().getPackageName(), List.of());
		}
	}

	/**
	 * The stack trace, cut to a size that fits a header and a result.
	 * @param error the error
	 * @return the text
	 */
	static String traceback(Throwable error) {
		StringWriter text = new StringWriter();
		try {
			error.printStackTrace(new PrintWriter(text));
		}
		catch (RuntimeException | StackOverflowError ex) {
			text.write(error.getClass().getName());
		}
		return (text.getBuffer().length() <= LONGEST_TRACEBACK) ? text.toString()
				: text.getBuffer().substring(0, LONGEST_TRACEBACK) + "…";
	}

}
