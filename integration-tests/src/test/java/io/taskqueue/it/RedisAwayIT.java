package io.taskqueue.it;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;
import io.taskqueue.contract.server.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that is restarted, emptied or away for a while.
 */
@ExtendWith(RabbitServerExtension.class)
class RedisAwayIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int BOUND = 100;

	private final RabbitServer rabbit;

	private RedisServer redis;

	private Scene scene;

	private WorkerProcess worker;

	RedisAwayIT(RabbitServer rabbit) {
		this.rabbit = rabbit;
	}

	@AfterEach
	void close() {
		if (this.scene != null) {
			this.scene.close();
		}
		if (this.redis != null) {
			this.redis.close();
		}
	}

	/**
	 * Only what was stored before may be lost, and only where Redis has lost it.
	 */
	@ParameterizedTest
	@EnumSource
	void everyOutcomeIsStoredThatRedisHasNotLost(Incident incident) throws Exception {
		open("redis-" + incident.name().toLowerCase(Locale.ROOT).replace('_', '-'), incident.configuration);
		List<AsyncResult<String>> results = this.scene.submit(stored("entry", 1000));
		List<CompletableFuture<String>> waiting = results.stream().map(AsyncResult::toCompletableFuture).toList();
		awaitEnds(300);

		Set<String> endedBefore = happen(incident);
		awaitEnds(1000);

		Set<String> mayBeLost = incident.losesData ? endedBefore : Set.of();
		assertThat(mayBeLost).hasSizeLessThan(1000);
		for (int i = 0; i < 1000; i++) {
			if (!mayBeLost.contains("entry-" + i)) {
				assertThat(waiting.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("entry-" + i);
				assertThat(results.get(i).successful()).isTrue();
			}
		}
		assertAllRanOnce(1000);
	}

	@Test
	void outcomesWaitForRedisUpToABoundAndIgnoredResultsDoNot() {
		open("redis-away");
		AsyncResult<String> early = this.scene.submit(List.of(gate("early"))).get(0);
		CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> early.get(Duration.ofMinutes(2)));
		awaitStarted("early");
		this.redis.stop();
		this.scene.ledger().openGate();

		List<AsyncResult<String>> results = this.scene.submit(stored("fits", BOUND - 20));
		this.scene.submit(ignored("ignored", 300));
		awaitEnds(BOUND - 20 + 300 + 1);
		assertThat(this.worker.log()).doesNotContain("Too many outcomes");

		List<AsyncResult<String>> more = this.scene.submit(stored("more", 2000));
		await().atMost(LIMIT).until(() -> this.worker.log().contains("Health: DOWN, Too many outcomes"));
		await().during(Duration.ofSeconds(25)).atMost(LIMIT).until(() -> starts("more") < 20 + 20);
		assertThat(this.scene.bean(AmqpAdmin.class).getQueueInfo("redis-away").getMessageCount()).isPositive();
		assertThat(waiting).isNotDone();
		assertThat(this.worker.log().lines().count()).as("lines of the worker's log").isLessThan(40);

		this.redis.start();
		assertThat(waiting).succeedsWithin(LIMIT).isEqualTo("early");
		assertThat(results).allSatisfy((result) -> assertThat(result.get(LIMIT)).startsWith("fits-"));
		assertThat(more).allSatisfy((result) -> assertThat(result.get(LIMIT)).startsWith("more-"));
		assertAllRanOnce(1 + BOUND - 20 + 300 + 2000);
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(healthSinceReady()).hasSize(3).last().asString().startsWith("UP"));
	}

	/**
	 * Whether these tasks are repeats can't be known without Redis. They wait, more of
	 * them than a worker fetches at once, and stand in nobody's way.
	 */
	@Test
	void ignoredResultsRunOnBehindWhatAKilledWorkerHad() throws Exception {
		open("redis-away-killed");
		List<Signature<String>> gates = IntStream.range(0, 60).mapToObj((number) -> gate("gate-" + number)).toList();
		List<AsyncResult<String>> results = this.scene.submit(gates);
		await().atMost(LIMIT).until(() -> starts("gate") == 10);
		this.redis.stop();
		this.worker.kill9();
		this.scene.submit(ignored("ignored", 100));
		this.scene.ledger().openGate();

		this.worker.start();
		awaitEnds(20 + 100);
		assertThat(this.scene.ledger().ends()).hasSize(20 + 100);

		this.redis.start();
		assertThat(results).allSatisfy((result) -> assertThat(result.get(LIMIT)).startsWith("gate-"));
		assertThat(this.scene.ledger().ends()).containsOnlyKeys(this.scene.ledger().accepts());
		assertThat(this.scene.ledger().ends().values()).containsOnly(1L);
	}

	/**
	 * What the health was, from the first time that it was good.
	 */
	private List<String> healthSinceReady() {
		return this.worker.log()
			.lines()
			.filter((line) -> line.contains("Health: "))
			.map((line) -> line.substring(line.indexOf("Health: ") + 8))
			.dropWhile((line) -> !line.startsWith("UP"))
			.toList();
	}

	private void open(String name, String... configuration) {
		this.redis = RedisServer.launch(configuration);
		this.scene = new Scene(name, this.rabbit, this.redis);
		this.worker = this.scene.startWorker("taskqueue.worker.max-pending-outcomes=" + BOUND);
	}

	/**
	 * Let it happen.
	 * @return the entries that had ended when Redis was away or empty
	 */
	private Set<String> happen(Incident incident) {
		if (incident == Incident.EMPTIED) {
			this.scene.bean(StringRedisTemplate.class).execute((connection) -> {
				connection.serverCommands().flushAll();
				return null;
			}, true);
			return this.scene.ledger().ends().keySet();
		}
		this.redis.stop();
		Set<String> ended = this.scene.ledger().ends().keySet();
		this.redis.start();
		return ended;
	}

	private void assertAllRanOnce(int count) {
		Ledger ledger = this.scene.ledger();
		assertThat(ledger.accepts()).hasSize(count);
		assertThat(ledger.starts()).containsOnlyKeys(ledger.accepts());
		assertThat(ledger.starts().values()).containsOnly(1L);
		assertThat(ledger.ends()).containsOnlyKeys(ledger.accepts());
		assertThat(ledger.ends().values()).containsOnly(1L);
	}

	private static Signature<String> gate(String entry) {
		return Signature.of(LedgerTasks.GATE, String.class, entry);
	}

	private static List<Signature<String>> stored(String name, int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> Signature.of(LedgerTasks.HOLD, String.class, name + '-' + number, 10))
			.toList();
	}

	private static List<Signature<String>> ignored(String name, int count) {
		return stored(name, count).stream().map((signature) -> signature.ignoreResult(true)).toList();
	}

	private long starts(String name) {
		return this.scene.ledger().starts().keySet().stream().filter((entry) -> entry.startsWith(name)).count();
	}

	private void awaitStarted(String entry) {
		await().atMost(LIMIT).until(() -> this.scene.ledger().starts().containsKey(entry));
	}

	private void awaitEnds(int count) {
		await().atMost(LIMIT).until(() -> this.scene.ledger().ends().size() >= count);
	}

	enum Incident {

		RESTARTED_WITH_ITS_DATA(false, "appendonly yes"),

		RESTARTED_WITHOUT_ITS_DATA(true),

		EMPTIED(true);

		private final boolean losesData;

		private final String[] configuration;

		Incident(boolean losesData, String... configuration) {
			this.losesData = losesData;
			this.configuration = configuration;
		}

	}

}
