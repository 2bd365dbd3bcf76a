package io.taskqueue.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Hands what a broker or store completes over to an executor, so that no code of the
 * application runs on their threads, whether it ends well or not.
 */
final class Handover {

	private Handover() {
	}

	/**
	 * Go on with a stage's value on another thread.
	 * @param stage the stage
	 * @param next what to make of its value
	 * @param executor where
	 * @param <S> the stage's value
	 * @param <T> what is made of it
	 * @return completes on the executor, exceptionally with the bare cause
	 */
	static <S, T> CompletableFuture<T> to(CompletionStage<S> stage, Function<S, T> next, Executor executor) {
		CompletableFuture<T> future = new CompletableFuture<>();
		stage.handleAsync((value, ex) -> {
			if (ex != null) {
				throw new CompletionException(Causes.of(ex));
			}
			return next.apply(value);
		}, executor).whenComplete((value, ex) -> {
			if (ex != null) {
				future.completeExceptionally(Causes.of(ex));
			}
			else {
				future.complete(value);
			}
		});
		return future;
	}

}
