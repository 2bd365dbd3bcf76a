package io.taskqueue.contract;

/**
 * A part of what every result store must keep.
 */
interface ResultStoreContract {

	/**
	 * The running test's scene.
	 * @return the scene
	 */
	ResultStoreScene scene();

}
