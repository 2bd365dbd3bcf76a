package io.taskqueue.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.taskqueue.result.ResultDocument;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the documents that a subscriber is told, in the order in which they came.
 */
public final class Notifications implements Consumer<ResultDocument> {

	private final List<ResultDocument> documents = new ArrayList<>();

	@Override
	public synchronized void accept(ResultDocument document) {
		this.documents.add(document);
	}

	/**
	 * What has come so far.
	 * @return the documents
	 */
	public synchronized List<ResultDocument> documents() {
		return List.copyOf(this.documents);
	}

	/**
	 * Wait for exactly these documents, and watch that no others come.
	 * @param quiet how long to watch
	 * @param expected the documents
	 */
	public void stayAt(Duration quiet, ResultDocument... expected) {
		waiting(quiet).during(quiet).untilAsserted(() -> assertThat(documents()).containsExactly(expected));
	}

	/**
	 * Wait for exactly these documents.
	 * @param expected the documents
	 */
	public void await(ResultDocument... expected) {
		waiting(Duration.ZERO).untilAsserted(() -> assertThat(documents()).containsExactly(expected));
	}

	private static ConditionFactory waiting(Duration extra) {
		return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Stages.LIMIT.plus(extra));
	}

}
