package io.taskqueue.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.taskqueue.InvalidTaskException;

/**
 * Names the task that can't be used as it is declared.
 */
class InvalidTaskFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTaskException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTaskException cause) {
		return new FailureAnalysis("A task can't be used as it is declared. " + cause.getMessage(),
				"Change the @Task method or the bean that it belongs to.", cause);
	}

}
