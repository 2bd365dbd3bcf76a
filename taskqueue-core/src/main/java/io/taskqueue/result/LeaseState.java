package io.taskqueue.result;

/**
 * How a lease stands.
 *
 * @since 0.1.0
 */
public enum LeaseState {

	/**
	 * The holder has it: it has not lapsed, or nobody has noticed.
	 */
	HELD,

	/**
	 * It has lapsed, and somebody publishes or has published its message again.
	 */
	TAKEN,

	/**
	 * The store does not know it: it was released, or the store was emptied.
	 */
	UNKNOWN

}
