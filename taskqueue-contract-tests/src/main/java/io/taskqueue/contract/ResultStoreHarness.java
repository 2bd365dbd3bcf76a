package io.taskqueue.contract;

import java.time.Duration;

import io.taskqueue.result.ResultStore;

/**
 * A result store under test with what a test can do to it. A new one is made for each
 * test; its server may be shared, because every test uses task ids and keys of its own.
 */
public interface ResultStoreHarness extends AutoCloseable {

	/**
	 * The store under test, always the same.
	 * @return the store
	 */
	ResultStore store();

	/**
	 * Let time pass: a manual clock moves, real time is awaited.
	 * @param duration how much time
	 */
	void pass(Duration duration);

	/**
	 * How long to watch that something does not happen.
	 * @return long enough for a wrong notification to arrive
	 */
	Duration quiet();

	/**
	 * From now on notifications are lost, as when the connection that carries them
	 * breaks. Where that can't be, override the tests that need it with an assertion of
	 * why it can't.
	 */
	default void loseNotifications() {
		throw new UnsupportedOperationException("Notifications can't be lost: override the test and assert why");
	}

	/**
	 * Notifications arrive again.
	 */
	default void restoreNotifications() {
		throw new UnsupportedOperationException("Notifications can't be lost: override the test and assert why");
	}

	/**
	 * Free everything, whatever state it is in.
	 */
	@Override
	void close();

}
