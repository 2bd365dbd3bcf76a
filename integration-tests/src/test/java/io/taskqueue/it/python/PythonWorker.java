package io.taskqueue.it.python;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Celery worker.
 */
final class PythonWorker implements AutoCloseable {

	private final PythonProcess process;

	/**
	 * Start a worker and wait until it is ready.
	 * @param environment where broker and result store are
	 * @param application the module with the Celery application
	 * @param name the node's name
	 * @param queues the queues to consume, separated by commas
	 */
	PythonWorker(Map<String, String> environment, String application, String name, String queues) {
		this.process = new PythonProcess(environment, List.of("-m", "celery", "-A", application, "worker", "-Q", queues,
				"-c", "2", "-n", name, "--without-mingle", "--without-gossip", "-l", "INFO"));
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(log()).contains(" ready."));
	}

	boolean alive() {
		return this.process.alive();
	}

	String log() {
		return this.process.log();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
