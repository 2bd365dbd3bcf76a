package io.taskqueue.it;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker that is killed while it runs tasks.
 */
@ExtendWith({ RabbitServerExtension.class, RedisServerExtension.class })
class KilledWorkerIT {

	private static final int RUNNING = 50;

	private static final int FETCHED = 20;

	private final RabbitServer rabbit;

	private final RedisServer redis;

	private Scene scene;

	KilledWorkerIT(RabbitServer rabbit, RedisServer redis) {
		this.rabbit = rabbit;
		this.redis = redis;
	}

	@AfterEach
	void close() {
		this.scene.close();
	}

	@ParameterizedTest
	@EnumSource
	void whatAKilledWorkerHadIsStartedAgainWithinSeconds(QueueType type) throws Exception {
		String queue = "killed-worker-" + type.name().toLowerCase(Locale.ROOT);
		String queueType = "taskqueue.queues." + queue + ".type=" + type.name().toLowerCase(Locale.ROOT);
		this.scene = new Scene(queue, this.rabbit, this.redis, queueType);
		WorkerProcess killed = this.scene.startWorker(queueType, "taskqueue.worker.concurrency=" + RUNNING);
		List<AsyncResult<String>> results = this.scene.submit(IntStream.range(0, RUNNING + FETCHED)
			.mapToObj((number) -> Signature.of(LedgerTasks.GATE, String.class, "entry-" + number))
			.toList());
		await().atMost(Duration.ofSeconds(20)).until(() -> starts().size() == RUNNING);
		Set<String> running = starts().keySet();
		WorkerProcess survivor = this.scene.startWorker(queueType, "taskqueue.worker.concurrency=100",
				"taskqueue.worker.name=survivor@ledger");

		killed.kill9();
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(starts()).hasSize(RUNNING + FETCHED)
				.allSatisfy((entry, count) -> assertThat(count).isEqualTo(running.contains(entry) ? 2 : 1)));
		this.scene.ledger().openGate();

		assertThat(results)
			.allSatisfy((result) -> assertThat(result.get(Duration.ofSeconds(20))).isIn(this.scene.ledger().accepts()));
		assertThat(this.scene.ledger().ends()).containsOnlyKeys(this.scene.ledger().accepts());
		assertThat(this.scene.ledger().ends().values()).containsOnly(1L);
		survivor.stop();
	}

	private Map<String, Long> starts() {
		return this.scene.ledger().starts();
	}

}
