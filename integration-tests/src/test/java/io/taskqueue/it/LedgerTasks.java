package io.taskqueue.it;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.taskqueue.Task;

/**
 * Tasks that note their start and their end.
 */
class LedgerTasks {

	private final Ledger ledger;

	LedgerTasks(Ledger ledger) {
		this.ledger = ledger;
	}

	@Task(name = "ledger.note")
	String note(String entry) {
		this.ledger.started(entry);
		this.ledger.ended(entry);
		return entry;
	}

	@Task(name = "ledger.hold")
	String hold(String entry, long millis) throws InterruptedException {
		this.ledger.started(entry);
		new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
		this.ledger.ended(entry);
		return entry;
	}

}
