package io.taskqueue.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the property to change.
 */
class InvalidTaskQueuePropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTaskQueuePropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTaskQueuePropertyException cause) {
		return new FailureAnalysis("The task queue can't start with " + cause.getMessage(),
				"Change the property '" + cause.property() + "'.", cause);
	}

}
