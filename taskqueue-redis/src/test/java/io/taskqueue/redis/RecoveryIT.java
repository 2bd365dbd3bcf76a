package io.taskqueue.redis;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when Redis goes away, falls silent, refuses or moves. Each test has a
 * server of its own.
 */
class RecoveryIT {

	private static final Duration RECOVERY = Duration.ofSeconds(30);

	/**
	 * Several command timeouts: more than a loaded machine needs, less than for ever.
	 */
	private static final Duration SOON = Duration.ofSeconds(10);

	private final String id = UUID.randomUUID().toString();

	private RedisServer server;

	@BeforeEach
	void startServer() {
		this.server = RedisServer.launch();
	}

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void commandsAndSubscriptionsGoOnAfterARestart() {
		try (RedisSetup setup = RedisSetup.of(this.server, RecoveryIT::impatient)) {
			BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
			Stages.done(setup.store().subscribe(this.id, told::add));
			Stages.done(store(setup, "1"));
			Awaitility.await().until(() -> told.poll() != null);

			this.server.restart();
			awaitNews(setup, told);

			this.server.kill9();
			this.server.start();
			awaitNews(setup, told);
		}
	}

	@Test
	void whileRedisIsAwayEverythingFailsSoonAndNothingIsKept() {
		try (RedisSetup setup = RedisSetup.of(this.server, RecoveryIT::impatient)) {
			BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
			Stages.done(setup.store().subscribe(this.id, told::add));
			Stages.done(store(setup, "1"));
			this.server.stop();

			Awaitility.await()
				.during(Duration.ofSeconds(10))
				.atMost(Duration.ofSeconds(40))
				.untilAsserted(() -> assertFailsSoon(setup));

			this.server.start();
			assertThat(setup.redis().keys("*")).isEmpty();
			awaitNews(setup, told);
		}
	}

	@Test
	void anEmptiedRedisIsAnEmptyStore() {
		try (RedisSetup setup = RedisSetup.of(this.server, RecoveryIT::impatient)) {
			Stages.done(store(setup, "1"));
			setup.redis().flushall();
			setup.redis().scriptFlush();

			assertThat(Stages.done(setup.store().fetch(this.id))).isNull();
			assertThat(Stages.done(store(setup, "2"))).isTrue();
		}
	}

	@Test
	void aSilentRedisFailsWithinTheCommandTimeoutAndIsFoundAgain() {
		try (RedisSetup setup = RedisSetup.of(this.server, RecoveryIT::impatient)) {
			BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
			Stages.done(setup.store().subscribe(this.id, told::add));
			Stages.done(store(setup, "1"));

			this.server.pause();
			try {
				CompletionStage<Boolean> silent = store(setup, "2");
				assertThat(failureSoon(silent)).isInstanceOf(ResultStoreException.class);
				// The connection is given up, and a new one can't be opened
				assertThat(failureSoon(store(setup, "3"))).hasMessageContaining("reached");
				assertThat(failureSoon(store(setup, "4"))).hasMessageContaining("reached");
			}
			finally {
				this.server.resume();
			}

			awaitNews(setup, told);
		}
	}

	@Test
	void aSilentSubscriptionIsFoundOutAndRestored() {
		try (RedisSetup setup = RedisSetup.of(this.server, RecoveryIT::impatient)) {
			BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
			Stages.done(setup.store().subscribe(this.id, told::add));
			assertThat(setup.connections()).isEqualTo(1);

			this.server.pause();
			CompletionStage<?> another = setup.store().subscribe(this.id + "2", told::add);
			assertThat(failureSoon(another)).isInstanceOf(ResultStoreException.class);
			this.server.resume();

			awaitNews(setup, told);
		}
	}

	@Test
	void aWrongPasswordIsNamedAndItsCorrectionNoticed() {
		RedisSetup administration = RedisSetup.of(this.server);
		administration.redis().configSet("requirepass", "right");
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(this.server.host(),
				this.server.port());
		configuration.setPassword("wrong-secret");
		try (RedisSetup setup = RedisSetup.of(this.server, configuration, RecoveryIT::impatient)) {
			Throwable failure = Stages.failure(store(setup, "1"));
			assertThat(failure).isInstanceOf(ResultStoreException.class).hasMessageContaining("WRONGPASS");
			assertThat(failure.getMessage()).doesNotContain("wrong-secret");
			assertThat(Stages.failure(setup.store().subscribe(this.id, (document) -> {
			}))).isInstanceOf(ResultStoreException.class).hasMessageContaining("WRONGPASS");

			administration.redis().configSet("requirepass", "wrong-secret");

			Awaitility.await().atMost(RECOVERY).until(() -> succeeds(store(setup, "1")));
		}
		administration.close();
	}

	@Test
	void nothingSpinsAgainstAStoppedFactoryAndAStartedOneIsUsedAgain() {
		try (RedisSetup setup = RedisSetup.of(this.server, RecoveryIT::impatient)) {
			BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
			Stages.done(setup.store().subscribe(this.id, told::add));
			Stages.done(store(setup, "1"));

			setup.factory().stop();
			assertThat(Stages.failure(store(setup, "2"))).isInstanceOf(ResultStoreException.class);
			Awaitility.await()
				.atMost(RECOVERY)
				.until(() -> Stages.failure(store(setup, "2")).getMessage().contains("STOPPED"));
			setup.factory().start();

			awaitNews(setup, told);
		}
	}

	@Test
	void sentinelLeadsToTheServer() {
		try (RedisServer sentinel = RedisServer.sentinel(this.server)) {
			RedisSentinelConfiguration configuration = new RedisSentinelConfiguration().master("main")
				.sentinel(sentinel.host(), sentinel.port());
			try (RedisSetup setup = RedisSetup.of(this.server, configuration, RecoveryIT::impatient)) {
				BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
				Stages.done(setup.store().subscribe(this.id, told::add));

				awaitNews(setup, told);
				this.server.restart();
				awaitNews(setup, told);
			}
		}
	}

	@Test
	void sentinelLeadsToTheNewMasterAfterAFailover() {
		try (RedisServer replica = RedisServer.launch("replicaof " + this.server.host() + " " + this.server.port(),
				"replica-priority 1", "repl-diskless-sync-delay 0");
				RedisServer sentinel = RedisServer.sentinel(this.server)) {
			RedisSentinelConfiguration configuration = new RedisSentinelConfiguration().master("main")
				.sentinel(sentinel.host(), sentinel.port());
			try (RedisSetup setup = RedisSetup.of(replica, configuration, RecoveryIT::impatient)) {
				BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
				Stages.done(setup.store().subscribe(this.id, told::add));
				awaitNews(setup, told);
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> setup.redis().info("replication").contains("master_link_status:up"));
				awaitReplicaKnown(sentinel);

				this.server.kill9();

				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> succeeds(store(setup, "after")));
				assertThat(setup.redis().get("celery-task-meta-" + this.id)).contains("after");
				awaitNews(setup, told);
			}
		}
	}

	private static RedisResultStoreOptions impatient(RedisResultStoreOptions options) {
		return options.withCommandTimeout(Duration.ofSeconds(1));
	}

	private static void awaitReplicaKnown(RedisServer sentinel) {
		try (RedisSetup observer = RedisSetup.of(sentinel)) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> observer.redis().info("sentinel").contains("slaves=1"));
		}
	}

	private void assertFailsSoon(RedisSetup setup) {
		assertThat(failureSoon(store(setup, "lost"))).isInstanceOf(ResultStoreException.class);
		assertThat(failureSoon(setup.store().fetch(this.id))).isInstanceOf(ResultStoreException.class);
		assertThat(failureSoon(setup.store().subscribe(UUID.randomUUID().toString(), (document) -> {
		}))).isInstanceOf(ResultStoreException.class);
	}

	/**
	 * Stores until the subscription, which nobody touches, tells of it.
	 */
	private void awaitNews(RedisSetup setup, BlockingQueue<ResultDocument> told) {
		told.clear();
		Awaitility.await().atMost(RECOVERY).until(() -> succeeds(store(setup, "again")) && !told.isEmpty());
	}

	private CompletionStage<Boolean> store(RedisSetup setup, String result) {
		return setup.store()
			.store(ResultDocument.of(this.id, TaskState.SUCCESS, Json.of("\"" + result + "\"")), Duration.ofMinutes(1),
					StoreGuard.NONE);
	}

	private static boolean succeeds(CompletionStage<Boolean> stored) {
		return stored.handle((value, ex) -> ex == null).toCompletableFuture().join();
	}

	private static Throwable failureSoon(CompletionStage<?> stage) {
		Awaitility.await().atMost(SOON).until(() -> stage.toCompletableFuture().isDone());
		return Stages.failure(stage);
	}

}
