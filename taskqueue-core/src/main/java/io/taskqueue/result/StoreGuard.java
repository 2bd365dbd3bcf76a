package io.taskqueue.result;

/**
 * Whether a write to the result store is conditional.
 *
 * @since 0.1.0
 */
public enum StoreGuard {

	/**
	 * Write always: the first outcome of a first delivery, where nothing can be there.
	 */
	NONE,

	/**
	 * Do not overwrite a success (protocol reference 5).
	 */
	KEEP_SUCCESS,

	/**
	 * Do not overwrite a success, a failure or a revocation. For a retry: its next
	 * attempt, which is published before, may have ended elsewhere already.
	 */
	KEEP_OUTCOME

}
