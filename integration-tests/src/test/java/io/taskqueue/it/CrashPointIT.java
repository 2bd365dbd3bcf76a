package io.taskqueue.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.Signature;
import io.taskqueue.client.Lineage;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.it.CrashPoint.Moment;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.worker.TaskWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker that is halted at the worst moments. The task has a callback and is the first
 * of three steps of a chain; what follows it runs in the test's process, which is not
 * halted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashPointIT {

	private static final String QUEUE = "crash-points";

	private static final String AFTER = QUEUE + "-after";

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final RabbitServer rabbit = RabbitServer.launch();

	private final RedisServer redis = RedisServer.launch();

	private Scene scene;

	private WorkerProcess worker;

	@BeforeAll
	void open() {
		this.scene = new Scene(QUEUE, this.rabbit, this.redis, "taskqueue.worker.enabled=true",
				"taskqueue.worker.queues=" + AFTER);
		this.worker = this.scene.startWorker("ledger.crash-points=true");
	}

	@AfterAll
	void close() {
		if (this.scene != null) {
			this.scene.close();
		}
		this.redis.close();
		this.rabbit.close();
	}

	@ParameterizedTest
	@CsvSource({ "BEFORE_STORE, 2, 0", "AFTER_STORE, 1, 0", "AFTER_PUBLISH, 1, 1", "BEFORE_ACK, 1, 3" })
	void whatFollowsASuccessRunsOnce(Moment moment, long runs, long leastRepeats) throws Exception {
		String entry = "stored-" + moment;
		long before = repeats();

		crash(moment, Signature.of(LedgerTasks.NOTE, String.class, entry), entry);

		assertThat(this.scene.ledger().starts()).containsEntry(entry, runs);
		assertThat(this.scene.tasks().result(entry, String.class).get(LIMIT)).isEqualTo(entry);
		assertFollowersRanOnce(entry, before + leastRepeats);
	}

	@ParameterizedTest
	@CsvSource({ "BEFORE_PUBLISH, 2, 0", "AFTER_PUBLISH, 2, 1", "BEFORE_ACK, 1, 0" })
	void whatFollowsAnIgnoredResultRunsOnce(Moment moment, long runs, long leastRepeats) throws Exception {
		String entry = "ignored-" + moment;
		long before = repeats();

		crash(moment, Signature.of(LedgerTasks.NOTE, String.class, entry).ignoreResult(true), entry);

		assertThat(this.scene.ledger().starts()).containsEntry(entry, runs);
		assertThat(this.scene.tasks().result(entry, String.class).ready()).isFalse();
		assertFollowersRanOnce(entry, before + leastRepeats);
	}

	@ParameterizedTest
	@CsvSource({ "BEFORE_PUBLISH, 2", "AFTER_PUBLISH, 2", "BEFORE_ACK, 1" })
	void aRetryRunsOnce(Moment moment, long firstAttempts) throws Exception {
		String entry = "retried-" + moment;
		long before = repeats();

		crash(moment, Signature.of(LedgerTasks.FLAKY, String.class, entry), entry);

		assertThat(this.scene.ledger().starts()).containsEntry(entry + "#0", firstAttempts)
			.containsEntry(entry + "#1", 1L);
		assertThat(this.scene.tasks().result(entry, String.class).get(LIMIT)).isEqualTo(entry);
		assertFollowersRanOnce(entry, before);
	}

	/**
	 * Submit a task, let the worker halt at a moment, start it again and wait until the
	 * last step of the chain has ended and no message is left anywhere.
	 */
	private void crash(Moment moment, Signature<String> task, String id) throws Exception {
		CrashPoint.arm(this.scene.directory(), moment);
		submit(task.taskId(id).link(follower(id, "callback")), id);
		this.worker.awaitEnd(LIMIT);
		this.worker.start();
		this.scene.tasks().result(id + "-last", String.class).get(LIMIT);
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(messages()).allSatisfy((line) -> assertThat(line).endsWith("\t0")));
	}

	private void submit(Signature<String> task, String id) throws Exception {
		List<SignatureMessage> chain = List.of(follower(id, "last").toMessage(), follower(id, "next").toMessage());
		SignatureMessage message = task.toMessage();
		this.scene.bean(TaskPublisher.class)
			.publish(message.withOptions(message.options().toBuilder().chain(chain).build()), Lineage.NONE)
			.toCompletableFuture()
			.get(10, TimeUnit.SECONDS);
		this.scene.ledger().accepted(id);
	}

	private static Signature<String> follower(String id, String kind) {
		String entry = id + '-' + kind;
		return Signature.of(LedgerTasks.NOTE, String.class, entry).immutable().taskId(entry).queue(AFTER);
	}

	private void assertFollowersRanOnce(String entry, long leastRepeats) {
		assertThat(this.scene.ledger().starts()).containsEntry(entry + "-callback", 1L)
			.containsEntry(entry + "-next", 1L)
			.containsEntry(entry + "-last", 1L);
		assertThat(this.scene.ledger().ends()).containsEntry(entry + "-callback", 1L)
			.containsEntry(entry + "-next", 1L)
			.containsEntry(entry + "-last", 1L);
		assertThat(repeats()).isGreaterThanOrEqualTo(leastRepeats);
	}

	/**
	 * The messages of each queue, unacknowledged and delayed ones included.
	 */
	private List<String> messages() {
		return this.rabbit.ctl("list_queues", "--no-table-headers", "name", "messages").lines().toList();
	}

	/**
	 * How many followers were recognised as repeats and not run.
	 */
	private long repeats() {
		return this.scene.bean(TaskWorker.class).status().totals().repeats();
	}

}
