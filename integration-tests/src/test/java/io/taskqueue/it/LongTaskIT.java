package io.taskqueue.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tasks that run longer than RabbitMQ waits for an acknowledgement.
 */
@ExtendWith(RedisServerExtension.class)
class LongTaskIT {

	private static final String KNOWN = "taskqueue.rabbitmq.consumer-timeout=8s";

	private static RabbitServer rabbit;

	private final RedisServer redis;

	private Scene scene;

	LongTaskIT(RedisServer redis) {
		this.redis = redis;
	}

	@BeforeAll
	static void startTheBroker() {
		rabbit = RabbitServer.launch("consumer_timeout = 8000");
		// It looks at each channel once a minute, which no configuration file can change
		rabbit.ctl("eval", "application:set_env(rabbit, channel_tick_interval, 1000).");
	}

	@AfterAll
	static void endTheBroker() {
		rabbit.close();
	}

	@AfterEach
	void close() {
		this.scene.close();
	}

	@Test
	void runsOnceAndItsResultArrives() throws Exception {
		this.scene = new Scene("long-task", rabbit, this.redis);
		WorkerProcess worker = this.scene.startWorker(KNOWN, "taskqueue.worker.concurrency=2");

		List<AsyncResult<String>> results = submit(25_000, "first", "second", "third");

		for (AsyncResult<String> result : results) {
			assertThat(result.get(Duration.ofSeconds(90))).isIn("first", "second", "third");
		}
		assertThat(this.scene.ledger().starts()).hasSize(3).allSatisfy((entry, count) -> assertThat(count).isOne());
		assertThat(worker.log()).contains("acknowledged and leased").doesNotContain("PRECONDITION");
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(leases()).isZero());
	}

	@Test
	void runsTwiceWhereTheWorkerDoesNotKnowTheTimeout() throws Exception {
		this.scene = new Scene("unknown-timeout", rabbit, this.redis);
		this.scene.startWorker();

		submit(25_000, "only");

		await().atMost(Duration.ofSeconds(40))
			.untilAsserted(() -> assertThat(this.scene.ledger().starts().get("only")).isGreaterThan(1));
	}

	@Test
	void runsElsewhereWhenItsWorkerIsKilled() throws Exception {
		this.scene = new Scene("killed-long-task", rabbit, this.redis);
		WorkerProcess first = this.scene.startWorker(KNOWN, "taskqueue.worker.name=first@ledger");
		List<AsyncResult<String>> results = submit(20_000, "only");
		await().atMost(Duration.ofSeconds(20)).until(() -> first.log().contains("acknowledged and leased"));

		first.kill9();
		this.scene.startWorker(KNOWN, "taskqueue.worker.name=second@ledger");

		assertThat(results.get(0).toCompletableFuture().get(120, TimeUnit.SECONDS)).isEqualTo("only");
		assertThat(this.scene.ledger().starts()).containsEntry("only", 2L);
		assertThat(this.scene.ledger().ends()).containsEntry("only", 1L);
	}

	private List<AsyncResult<String>> submit(long millis, String... entries) {
		return this.scene.submit(List.of(entries)
			.stream()
			.map((entry) -> Signature.of(LedgerTasks.HOLD, String.class, entry, millis))
			.toList());
	}

	private long leases() {
		RedisClient client = RedisClient.create("redis://" + this.redis.host() + ":" + this.redis.port());
		try (var connection = client.connect()) {
			return connection.sync().exists("taskqueue-leases", "taskqueue-lease-messages");
		}
		finally {
			client.shutdown();
		}
	}

}
