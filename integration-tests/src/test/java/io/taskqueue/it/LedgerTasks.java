package io.taskqueue.it;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;

/**
 * Tasks that note their start and their end.
 */
class LedgerTasks {

	static final String NOTE = "ledger.note";

	static final String HOLD = "ledger.hold";

	static final String GATE = "ledger.gate";

	static final String FLAKY = "ledger.flaky";

	private final Ledger ledger;

	LedgerTasks(Ledger ledger) {
		this.ledger = ledger;
	}

	@Task(name = NOTE)
	String note(String entry) {
		this.ledger.started(entry);
		this.ledger.ended(entry);
		return entry;
	}

	@Task(name = HOLD)
	String hold(String entry, long millis) throws InterruptedException {
		this.ledger.started(entry);
		pause(millis);
		this.ledger.ended(entry);
		return entry;
	}

	/**
	 * Ends once the ledger's gate is open.
	 */
	@Task(name = GATE)
	String gate(String entry) throws InterruptedException {
		this.ledger.started(entry);
		while (!this.ledger.gateOpen()) {
			pause(20);
		}
		this.ledger.ended(entry);
		return entry;
	}

	/**
	 * Fails at the first attempt.
	 */
	@Task(name = FLAKY, retry = @Retry(includes = IllegalStateException.class, delay = "1s"))
	String flaky(String entry, TaskContext context) {
		this.ledger.started(entry + "#" + context.retries());
		if (context.retries() == 0) {
			throw new IllegalStateException("The first attempt fails");
		}
		this.ledger.ended(entry);
		return entry;
	}

	private static void pause(long millis) throws InterruptedException {
		new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
	}

}
