package io.taskqueue.it.python;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An integer beyond 32 bits in a header that Python sends can't be read by RabbitMQ's
 * Java client.
 */
@ExtendWith({ FleetExtension.class, OutputCaptureExtension.class })
class UnreadableHeaderIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Fleet fleet;

	UnreadableHeaderIT(Fleet fleet) {
		this.fleet = fleet;
	}

	@Test
	void theLogNamesItAndTheWorkerGoesOnWhenItIsGone(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext worker = this.fleet
			.javaWorker(Map.of("taskqueue.worker.queues", "unreadable")); Wire wire = this.fleet.wire()) {
			assertThat(worker.isRunning()).isTrue();
			this.fleet.python()
				.run("lost = send('jobs.add', (1, 1), queue='unreadable', headers={'ts': 1795186757898})");

			await().atMost(LIMIT).untilAsserted(() -> assertThat(output).contains("an integer beyond 32 bits"));

			await().atMost(LIMIT).until(() -> wire.purge("unreadable") > 0);
			assertThat(this.fleet.python().run("call('jobs.add', 2, 3, queue='unreadable')")).isEqualTo(5);
		}
	}

}
