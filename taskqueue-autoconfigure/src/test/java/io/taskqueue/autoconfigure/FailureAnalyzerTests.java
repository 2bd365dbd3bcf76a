package io.taskqueue.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.taskqueue.InvalidTaskException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureAnalyzerTests {

	@Test
	void areRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, ex) -> assertThat(name).doesNotContain("taskqueue")))
			.hasAtLeastOneElementOfType(InvalidTaskFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(InvalidTaskQueuePropertyFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(UnmetRequirementFailureAnalyzer.class);
	}

	@Test
	void unmetRequirementSaysWhatToDo() {
		FailureAnalysis analysis = analyze(new UnmetRequirementFailureAnalyzer(),
				new UnmetRequirementException("There is no connection factory", "Add the starter"));

		assertThat(analysis.getDescription()).isEqualTo("There is no connection factory");
		assertThat(analysis.getAction()).isEqualTo("Add the starter");
	}

	@Test
	void invalidTaskIsNamed() {
		FailureAnalysis analysis = analyze(new InvalidTaskFailureAnalyzer(),
				new InvalidTaskException("Two tasks are named 'a'", null));

		assertThat(analysis.getDescription()).contains("Two tasks are named 'a'");
		assertThat(analysis.getAction()).contains("@Task");
	}

	@Test
	void invalidPropertyIsNamed() {
		FailureAnalysis analysis = analyze(new InvalidTaskQueuePropertyFailureAnalyzer(),
				new InvalidTaskQueuePropertyException("taskqueue.worker.concurrency", "must be at least 1, not -1"));

		assertThat(analysis.getDescription()).contains("taskqueue.worker.concurrency", "-1");
		assertThat(analysis.getAction()).contains("taskqueue.worker.concurrency");
	}

	private static FailureAnalysis analyze(FailureAnalyzer analyzer, Exception cause) {
		return analyzer.analyze(new BeanCreationException("taskQueueWorker", "failed", cause));
	}

}
