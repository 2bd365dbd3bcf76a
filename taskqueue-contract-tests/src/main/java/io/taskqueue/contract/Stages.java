package io.taskqueue.contract;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Waits for stages, never for ever.
 */
public final class Stages {

	/**
	 * The longest that any test waits for something that must happen.
	 */
	static final Duration LIMIT = Duration.ofSeconds(30);

	private Stages() {
	}

	/**
	 * Wait for a stage that must succeed.
	 * @param <T> the type of its value
	 * @param stage the stage
	 * @return its value
	 */
	public static <T extends @Nullable Object> T done(CompletionStage<T> stage) {
		try {
			return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("The stage did not succeed", ex);
		}
	}

	/**
	 * Wait for a stage that must fail.
	 * @param stage the stage
	 * @return what it fails with
	 */
	public static Throwable failure(CompletionStage<?> stage) {
		try {
			stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			return Objects.requireNonNull(ex.getCause());
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError("The stage did not end", ex);
		}
		throw new AssertionError("The stage succeeded");
	}

}
