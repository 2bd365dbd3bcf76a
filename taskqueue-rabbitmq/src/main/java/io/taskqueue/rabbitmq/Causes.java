package io.taskqueue.rabbitmq;

import java.util.concurrent.CompletionException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the server said in the exceptions of the client library.
 */
final class Causes {

	private Causes() {
	}

	/**
	 * The reply code of the server, or 0 if it said nothing.
	 */
	static int code(Throwable failure) {
		Method reason = reason(failure);
		if (reason instanceof AMQP.Channel.Close close) {
			return close.getReplyCode();
		}
		return (reason instanceof AMQP.Connection.Close close) ? close.getReplyCode() : 0;
	}

	/**
	 * What happened, in the words of the server where it said something.
	 */
	static String text(Throwable failure) {
		Method reason = reason(failure);
		if (reason instanceof AMQP.Channel.Close close) {
			return close.getReplyText();
		}
		if (reason instanceof AMQP.Connection.Close close) {
			return close.getReplyText();
		}
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

	/**
	 * The failure itself, without the wrapping of a stage.
	 */
	static Throwable unwrapped(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	static boolean has(Throwable failure, Class<? extends Throwable> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Method reason(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ShutdownSignalException signal && signal.getReason() != null) {
				return signal.getReason();
			}
		}
		return null;
	}

}
