package io.taskqueue.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.lettuce.core.api.async.RedisAsyncCommands;
import org.jspecify.annotations.Nullable;

import io.taskqueue.result.ResultStoreException;

/**
 * A command and its answer.
 *
 * @param <T> the type of the answer
 * @param purpose what it is for, for the message of its failure
 * @param command sends it
 * @param answer its answer, or a {@link ResultStoreException}
 */
record Call<T>(String purpose, Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command,
		CompletableFuture<T> answer) {

	void fail(String reason, @Nullable Throwable cause) {
		this.answer.completeExceptionally(failure(this.purpose, reason, cause));
	}

	/**
	 * The failure of something for which Redis was needed. Lettuce's own message only
	 * says where it could not connect; why is at the end of the chain.
	 */
	static ResultStoreException failure(String purpose, String reason, @Nullable Throwable cause) {
		StringBuilder message = new StringBuilder("Could not ").append(purpose).append(": ").append(reason);
		if (cause != null) {
			message.append(": ").append(root(cause));
		}
		return new ResultStoreException(message.toString(), cause);
	}

	static Throwable unwrap(Throwable ex) {
		Throwable cause = ex.getCause();
		return (ex instanceof CompletionException && cause != null) ? cause : ex;
	}

	static String root(Throwable ex) {
		Throwable root = ex;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return (root.getMessage() != null) ? root.getMessage() : root.toString();
	}

}
