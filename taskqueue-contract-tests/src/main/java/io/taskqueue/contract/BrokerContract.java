package io.taskqueue.contract;

/**
 * A part of what every broker must keep.
 */
interface BrokerContract {

	/**
	 * The running test's scene.
	 * @return the scene
	 */
	BrokerScene scene();

}
