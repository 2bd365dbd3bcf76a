package io.taskqueue.it;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import io.taskqueue.Signature;
import io.taskqueue.TaskPublishException;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * The broker is there but can't be reached, doesn't answer, or takes no messages: whoever
 * submits knows in time, and everything goes on by itself afterwards.
 */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
class BrokerTroubleIT {

	private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(2);

	private static RabbitServer server;

	private final RedisServer redis;

	private final ProxiedRabbitServer rabbit;

	private Scene scene;

	BrokerTroubleIT(RedisServer redis) {
		this.redis = redis;
		this.rabbit = new ProxiedRabbitServer(server);
	}

	@BeforeAll
	static void startServer() {
		server = RabbitServer.launch();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@AfterEach
	void close() {
		if (this.scene != null) {
			this.scene.close();
		}
		this.rabbit.close();
	}

	@Test
	void cutConnectionsAreMadeAgain() throws Exception {
		WorkerProcess worker = open("cut");
		try (Load load = new Load(this.scene, "cut")) {
			for (int cut = 1; cut <= 3; cut++) {
				load.awaitProgress(Duration.ofSeconds(15));
				this.rabbit.proxy().cut();
			}
			load.awaitProgress(Duration.ofSeconds(15));
			load.finish(Duration.ofSeconds(30));

			assertThat(load.longest()).isLessThan(CONFIRM_TIMEOUT.plusSeconds(2));
		}
		worker.stop();
		WorkerLog.check(worker, 12);
	}

	@Test
	void halfOpenConnectionsAreNoticed() throws Exception {
		WorkerProcess worker = open("half-open", "spring.rabbitmq.requested-heartbeat=2s");
		try (Load load = new Load(this.scene, "half-open")) {
			load.awaitProgress(Duration.ofSeconds(15));

			this.rabbit.proxy().freeze();
			assertThat(refused("frozen").outcomeUnknown()).isTrue();
			WorkerLog.awaitDown(worker, "Queue 'half-open' is not consumed: no connection to RabbitMQ");
			await("submits are refused at once").atMost(Duration.ofSeconds(20))
				.untilAsserted(
						() -> assertThat(refused("no connection")).hasMessageContaining("No connection to RabbitMQ")
							.matches((refusal) -> !refusal.outcomeUnknown()));
			this.rabbit.proxy().thaw();

			load.awaitProgress(Duration.ofSeconds(15));
			WorkerLog.awaitUp(worker);
			load.finish(Duration.ofSeconds(30));
			assertThat(load.longest()).isLessThan(CONFIRM_TIMEOUT.plusSeconds(2));
		}
		worker.stop();
		WorkerLog.check(worker, 20);
	}

	@Test
	void diskAlarmStopsSubmitsAndNothingElse() throws Exception {
		WorkerProcess worker = open("alarm");
		this.scene.submit(IntStream.range(0, 200)
			.mapToObj((number) -> Signature.of(LedgerTasks.HOLD, String.class, "before-" + number, 200L))
			.toList());
		this.scene.submit(List.of(Signature.of(LedgerTasks.FLAKY, String.class, "flaky")));

		server.ctl("set_disk_free_limit", "100000GB");
		assertThat(refused("first")).hasMessageContaining("disk alarm").hasMessageContaining("low on disk");
		assertThat(refused("second")).hasMessageContaining("disk alarm")
			.hasMessageContaining("is not published")
			.matches((refusal) -> !refusal.outcomeUnknown());
		await().atMost(Duration.ofSeconds(20)).until(() -> ended("before-") == 200 && messages() <= 1);
		assertThat(ended("flaky")).isZero();
		server.ctl("set_disk_free_limit", "1MB");

		await().atMost(Duration.ofSeconds(10)).until(() -> ended("flaky") == 1);
		this.scene.submit(List.of(Signature.of(LedgerTasks.NOTE, String.class, "after")));
		await().atMost(Duration.ofSeconds(5)).until(() -> ended("after") == 1);
		assertThat(this.scene.ledger().starts()).doesNotContainKey("second");
		worker.stop();
		WorkerLog.check(worker, 10);
	}

	private WorkerProcess open(String name, String... properties) {
		String[] own = Arrays.copyOf(properties, properties.length + 1);
		own[properties.length] = "taskqueue.producer.confirm-timeout=" + CONFIRM_TIMEOUT.toSeconds() + "s";
		this.scene = new Scene(name, this.rabbit, this.redis, own);
		return this.scene.startWorker(own);
	}

	private TaskPublishException refused(String entry) {
		long begin = System.nanoTime();
		TaskPublishException refusal = catchThrowableOfType(TaskPublishException.class,
				() -> this.scene.tasks().submit(LedgerTasks.NOTE, String.class, entry));
		assertThat(refusal).as("the submit of " + entry + " is refused").isNotNull();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(CONFIRM_TIMEOUT.plusSeconds(2));
		return refusal;
	}

	private long ended(String beginning) {
		return this.scene.ledger().ends().keySet().stream().filter((entry) -> entry.startsWith(beginning)).count();
	}

	private static int messages() {
		return server.ctl("list_queues", "name", "messages")
			.lines()
			.filter((line) -> line.startsWith("alarm\t"))
			.mapToInt((line) -> Integer.parseInt(line.split("\t")[1]))
			.sum();
	}

}
