package io.taskqueue.it;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The broker ends under load, in an orderly way and killed. No confirmed task is lost,
 * and publisher and worker go on by themselves.
 */
@Timeout(180)
@ExtendWith(RedisServerExtension.class)
class BrokerDeathIT {

	private static final String CLASSIC = "death-classic";

	private static final String QUORUM = "death-quorum";

	private static final String[] QUEUES = { "taskqueue.queues." + CLASSIC + ".type=classic",
			"taskqueue.queues." + QUORUM + ".type=quorum" };

	private final RabbitServer rabbit;

	private final Scene scene;

	BrokerDeathIT(RedisServer redis) {
		this.rabbit = RabbitServer.launch();
		this.scene = new Scene("broker-death", this.rabbit, redis, QUEUES[0], QUEUES[1],
				"taskqueue.producer.confirm-timeout=2s");
	}

	@AfterEach
	void close() {
		this.scene.close();
		this.rabbit.close();
	}

	@Test
	void noConfirmedTaskIsLost() throws Exception {
		WorkerProcess worker = this.scene.startWorker(QUEUES[0], QUEUES[1],
				"taskqueue.worker.queues=" + CLASSIC + "," + QUORUM, "taskqueue.worker.concurrency=20");
		try (Load load = new Load(this.scene, CLASSIC, QUORUM)) {
			load.awaitProgress(Duration.ofSeconds(20));
			// A quorum queue is safe a second after its declaration
			await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

			this.rabbit.stop();
			this.rabbit.start();
			load.awaitProgress(Duration.ofSeconds(30));
			this.rabbit.kill9();
			this.rabbit.start();
			load.awaitProgress(Duration.ofSeconds(30));

			load.finish(Duration.ofSeconds(30));
			assertThat(load.longest()).isLessThan(Duration.ofSeconds(5));
			assertThat(load.notPublished()).isNotEmpty();
			assertThat(load.outcomeUnknown()).isNotEmpty();
		}
		worker.stop();
		WorkerLog.check(worker, 40);
	}

}
