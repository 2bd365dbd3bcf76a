package io.taskqueue.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Somebody deletes the queue, has declared it differently, or changes the password:
 * health says so, nothing goes round in circles, and everything goes on once it is put
 * right.
 */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
class QueueTroubleIT {

	private static final String OTHER_USER = "other";

	private static RabbitServer server;

	private final RedisServer redis;

	private Scene scene;

	QueueTroubleIT(RedisServer redis) {
		this.redis = redis;
	}

	@BeforeAll
	static void startServer() {
		server = RabbitServer.launch();
		server.ctl("add_user", OTHER_USER, OTHER_USER);
		server.ctl("set_permissions", OTHER_USER, ".*", ".*", ".*");
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
		server.ctl("change_password", server.username(), server.password());
		server.ctl("set_permissions", server.username(), ".*", ".*", ".*");
	}

	@Test
	void deletedQueueIsMadeAgain() throws Exception {
		WorkerProcess worker = open("deleted");
		try (Load load = new Load(this.scene, "deleted")) {
			load.awaitProgress(Duration.ofSeconds(15));
			load.finish(Duration.ofSeconds(15));
		}

		server.ctl("delete_queue", "deleted");
		run("again");

		server.ctl("set_permissions", server.username(), "^$", ".*", ".*");
		server.ctl("delete_queue", "deleted");
		WorkerLog.awaitDown(worker, "Queue 'deleted' is not consumed: ACCESS_REFUSED");
		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.scene.tasks().submit(LedgerTasks.NOTE, String.class, "refused"))
			.withMessageContaining("queue 'deleted'")
			.withMessageContaining("ACCESS_REFUSED")
			.matches((refusal) -> !refusal.outcomeUnknown());
		assertThat(logged("access to queue 'deleted'")).isPositive().isLessThan(20);
		server.ctl("set_permissions", server.username(), ".*", ".*", ".*");

		WorkerLog.awaitUp(worker);
		run("permitted");
		worker.stop();
		WorkerLog.check(worker, 6);
	}

	@Test
	void queueThatExistsIsAdopted() throws Exception {
		declare("adopted", "topic");
		WorkerProcess worker = open("adopted", "taskqueue.queues.adopted.type=quorum");

		run("first");
		server.ctl("close_all_connections", "once more");
		await().atMost(Duration.ofSeconds(10)).until(() -> worker.log().contains("once more"));
		run("second");

		assertThat(server.ctl("list_queues", "name", "arguments").lines())
			.anySatisfy((line) -> assertThat(line).contains("adopted", "x-max-length", "x-max-priority")
				.doesNotContain("quorum"));
		assertThat(logged("inequivalent arg")).isLessThan(10);
		worker.stop();
		WorkerLog.check(worker, 6);
	}

	@Test
	void queueThatOthersMakeAgainIsAdopted() throws Exception {
		WorkerProcess worker = open("replaced");
		run("first");
		server.ctl("set_permissions", server.username(), "^$", ".*", ".*");
		server.ctl("delete_queue", "replaced");
		WorkerLog.awaitDown(worker, "Queue 'replaced' is not consumed: ACCESS_REFUSED");

		declare("replaced", "direct");

		WorkerLog.awaitUp(worker);
		run("second");
		worker.stop();
		WorkerLog.check(worker, 6);
	}

	@Test
	void changedPasswordIsNamed() throws Exception {
		WorkerProcess worker = open("password");
		this.scene.submit(List.of(Signature.of(LedgerTasks.HOLD, String.class, "running", 1000L)));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.scene.ledger().starts().containsKey("running"));

		server.ctl("change_password", server.username(), "changed");
		server.ctl("close_all_connections", "the password has changed");
		WorkerLog.awaitDown(worker, "Queue 'password' is not consumed: no connection to RabbitMQ", "ACCESS_REFUSED");
		assertThatExceptionOfType(TaskPublishException.class)
			.isThrownBy(() -> this.scene.tasks().submit(LedgerTasks.NOTE, String.class, "refused"))
			.withMessageContaining("ACCESS_REFUSED")
			.matches((refusal) -> !refusal.outcomeUnknown());
		await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
		assertThat(logged("invalid credentials")).isPositive().isLessThan(60);
		server.ctl("change_password", server.username(), server.password());

		WorkerLog.awaitUp(worker);
		run("permitted");
		await().atMost(Duration.ofSeconds(10)).until(() -> this.scene.ledger().ends().containsKey("running"));
		worker.stop();
		WorkerLog.check(worker, 10);
	}

	private WorkerProcess open(String name, String... properties) {
		this.scene = new Scene(name, server, this.redis, properties);
		return this.scene.startWorker(properties);
	}

	/**
	 * Submit a task that must be accepted and run soon.
	 */
	private void run(String entry) {
		this.scene.submit(List.of(Signature.of(LedgerTasks.NOTE, String.class, entry)));
		await("the task " + entry + " runs").atMost(Duration.ofSeconds(15))
			.until(() -> this.scene.ledger().ends().containsKey(entry));
	}

	/**
	 * Declare a queue and its exchange as the task queue would not.
	 */
	private static void declare(String queue, String exchangeType) throws Exception {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(server.host());
		factory.setPort(server.port());
		factory.setVirtualHost(server.virtualHost());
		factory.setUsername(OTHER_USER);
		factory.setPassword(OTHER_USER);
		try (Connection connection = factory.newConnection(); Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(queue, exchangeType, true);
			channel.queueDeclare(queue, true, false, false, Map.of("x-max-length", 100_000, "x-max-priority", 5));
		}
	}

	private static long logged(String words) {
		return server.log().lines().filter((line) -> line.contains(words)).count();
	}

}
