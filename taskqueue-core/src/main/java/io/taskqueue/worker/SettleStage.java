package io.taskqueue.worker;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.taskqueue.message.Json;
import io.taskqueue.message.JsonBuilder;

/**
 * The parts of the last stage.
 *
 * @param settler decides the steps
 * @param outcomes stores outcomes
 * @param backlog keeps what has to wait
 */
record SettleStage(Settler settler, Outcomes outcomes, Backlog backlog) {

	/**
	 * Put the stage together.
	 * @param with what the worker is given
	 * @param counters counts
	 * @param inFlight what is begun and not yet settled
	 * @param executor the settling thread
	 * @param prefetch grows with what waits
	 * @param onFull told when too many outcomes wait, and when they no longer do
	 * @return the stage
	 */
	static SettleStage of(Collaborators with, WorkerCounters counters, InFlight inFlight, Executor executor,
			Prefetch prefetch, Consumer<Boolean> onFull) {
		WorkerOptions options = with.options();
		Duration confirmTimeout = options.confirmTimeout();
		Documents documents = new Documents(with.time());
		Backlog backlog = new Backlog(options.maxPendingOutcomes(), onFull, executor, with.time());
		DeadLetters deadLetters = new DeadLetters(with.broker(), with.time(), confirmTimeout, counters);
		Outcomes outcomes = new Outcomes(with.store(), documents, options.resultExpires(), self(options.name()),
				counters);
		Settling settling = new Settling(executor, backlog, prefetch, inFlight, deadLetters, counters);
		Settler settler = new Settler(settling, outcomes, documents, new Consequences(with.publisher(), deadLetters),
				deadLetters, new Republisher(with.broker(), with.time(), confirmTimeout), counters, with.codec(),
				with.time());
		return new SettleStage(settler, outcomes, backlog);
	}

	/**
	 * What a started task says of its worker (protocol reference 7.3).
	 */
	private static Json self(String name) {
		return new JsonBuilder().startObject()
			.field("pid", ProcessHandle.current().pid())
			.field("hostname", name)
			.endObject()
			.build();
	}

}
