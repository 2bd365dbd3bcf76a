package io.taskqueue.contract;

import java.time.Duration;
import java.time.Instant;

import io.taskqueue.broker.Broker;

/**
 * A broker under test with what a test can do to it. A new one is made for each test; its
 * server may be shared, because every test uses queue names of its own.
 */
public interface BrokerHarness extends AutoCloseable {

	/**
	 * The broker under test, always the same.
	 * @return the broker
	 */
	Broker broker();

	/**
	 * The time by which the broker measures delays.
	 * @return now
	 */
	Instant now();

	/**
	 * Let time pass: a manual clock moves, real time is awaited.
	 * @param duration how much time
	 */
	void pass(Duration duration);

	/**
	 * How much later than due a delayed message may arrive.
	 * @return the bound
	 */
	Duration lateness();

	/**
	 * How long to watch that something does not happen.
	 * @return long enough for a wrong delivery to arrive
	 */
	Duration quiet();

	/**
	 * Whether a message that is given back comes before later ones again.
	 * @return {@code false} if it may come after them
	 */
	default boolean keepsPlaceOfRequeued() {
		return true;
	}

	/**
	 * From now on the server's confirms do not arrive. Where that can't be, override the
	 * tests that need it with an assertion of why it can't.
	 */
	default void silenceConfirms() {
		throw new UnsupportedOperationException("Confirms can't be silenced: override the test and assert why");
	}

	/**
	 * Stop the server that the broker talks to.
	 */
	default void stopServer() {
		throw new UnsupportedOperationException("There is no server to stop: override the test and assert why");
	}

	/**
	 * Start the server again with what it has on disk.
	 */
	default void startServer() {
		throw new UnsupportedOperationException("There is no server to start: override the test and assert why");
	}

	/**
	 * Free everything, whatever state it is in.
	 */
	@Override
	void close();

}
