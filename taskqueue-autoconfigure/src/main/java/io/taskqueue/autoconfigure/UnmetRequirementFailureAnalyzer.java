package io.taskqueue.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what is missing, and what to add or to set.
 */
class UnmetRequirementFailureAnalyzer extends AbstractFailureAnalyzer<UnmetRequirementException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnmetRequirementException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
