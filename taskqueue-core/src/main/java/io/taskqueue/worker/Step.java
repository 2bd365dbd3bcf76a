package io.taskqueue.worker;

import java.util.concurrent.CompletionStage;

/**
 * One step of settling. It is repeated until it succeeds, so repeating it must do no
 * harm.
 */
@FunctionalInterface
interface Step {

	/**
	 * Begin the step.
	 * @param again whether it was begun before and failed, so that what it publishes may
	 * be a repeat
	 * @return completes when the store or the broker has confirmed
	 */
	CompletionStage<?> begin(boolean again);

}
