package io.taskqueue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;
import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStoreException;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(RedisServerExtension.class)
class RedisResultStoreIT {

	private static final Duration DAY = Duration.ofDays(1);

	private final String id = UUID.randomUUID().toString();

	private final RedisServer server;

	private RedisSetup setup;

	private RedisResultStore store;

	private RedisCommands<String, String> redis;

	RedisResultStoreIT(RedisServer server) {
		this.server = server;
	}

	@BeforeEach
	void setUp() {
		this.setup = RedisSetup.of(this.server);
		this.store = this.setup.store();
		this.redis = this.setup.redis();
	}

	@AfterEach
	void tearDown() {
		this.setup.close();
	}

	@Test
	void aDocumentIsStoredForWholeSecondsAndAnnounced() throws Exception {
		BlockingQueue<String> announced = listen("celery-task-meta-" + this.id);

		assertThat(Stages.done(this.store.store(success("3"), DAY, StoreGuard.NONE))).isTrue();

		String stored = this.redis.get("celery-task-meta-" + this.id);
		assertThat(stored).startsWith("{\"status\":\"SUCCESS\",\"result\":3,");
		assertThat(this.redis.ttl("celery-task-meta-" + this.id)).isBetween(86390L, 86400L);
		assertThat(announced.poll(5, TimeUnit.SECONDS)).isEqualTo(stored);
	}

	@Test
	void aDocumentWithoutExpiryIsKeptForEver() {
		Stages.done(this.store.store(success("3"), null, StoreGuard.KEEP_SUCCESS));

		assertThat(this.redis.ttl("celery-task-meta-" + this.id)).isEqualTo(-1);
	}

	@Test
	void anExpiryMayHaveMilliseconds() {
		Stages.done(this.store.store(success("3"), Duration.ofMillis(90_500), StoreGuard.NONE));

		assertThat(this.redis.pttl("celery-task-meta-" + this.id)).isBetween(80_000L, 90_500L);
	}

	@Test
	void refusesAnExpiryOfNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.store.store(success("3"), Duration.ZERO, StoreGuard.NONE));
	}

	@Test
	void thePrefixIsInFrontOfEveryKeyAndChannel() throws Exception {
		try (RedisSetup prefixed = RedisSetup.of(this.server, (options) -> options.withKeyPrefix("shop:"))) {
			BlockingQueue<String> announced = listen("shop:celery-task-meta-" + this.id);
			Stages.done(prefixed.store().store(success("3"), DAY, StoreGuard.NONE));
			Stages.done(prefixed.store().mark(this.id, DAY));
			Stages.done(prefixed.store().count(this.id, DAY));

			assertThat(this.redis.keys("*" + this.id)).containsExactlyInAnyOrder("shop:celery-task-meta-" + this.id,
					"shop:taskqueue-mark-" + this.id, "shop:taskqueue-count-" + this.id);
			assertThat(announced.poll(5, TimeUnit.SECONDS)).contains(this.id);
		}
	}

	@Test
	void scriptsThatRedisForgotAreSentAgain() {
		Stages.done(this.store.count(this.id, DAY));
		this.redis.scriptFlush();

		assertThat(Stages.done(this.store.count(this.id, DAY))).isEqualTo(2);
		assertThat(Stages.done(this.store.store(success("3"), DAY, StoreGuard.KEEP_SUCCESS))).isTrue();
	}

	@Test
	void aCounterIsKeptAfterItsNewestOccurrence() {
		Stages.done(this.store.count(this.id, Duration.ofSeconds(100)));
		Stages.done(this.store.count(this.id, Duration.ofSeconds(1000)));

		assertThat(this.redis.get("taskqueue-count-" + this.id)).isEqualTo("2");
		assertThat(this.redis.ttl("taskqueue-count-" + this.id)).isBetween(900L, 1000L);
	}

	@Test
	void commandsThatWaitForTheConnectionAreSentInOrder() {
		List<CompletionStage<Boolean>> stored = new ArrayList<>();
		for (int n = 0; n < 1000; n++) {
			stored.add(this.store.store(success(String.valueOf(n)), DAY, StoreGuard.NONE));
		}
		stored.forEach(Stages::done);

		assertThat(Stages.done(this.store.fetch(this.id)).result()).isEqualTo(Json.of("999"));
	}

	@Test
	void oneConnectionServesAllCommands() {
		List<CompletionStage<?>> answers = new ArrayList<>();
		for (int n = 0; n < 100; n++) {
			answers.add(this.store.fetch(this.id));
		}
		answers.forEach(Stages::done);

		assertThat(this.setup.connections()).isEqualTo(1);
	}

	@Test
	void moreCommandsThanMayWaitAreRefused() {
		try (RedisSetup bounded = RedisSetup.of(this.server, (options) -> options.withMaxPendingCommands(2))) {
			CompletionStage<?> first = bounded.store().fetch(this.id);
			CompletionStage<?> second = bounded.store().fetch(this.id);
			CompletionStage<?> third = bounded.store().fetch(this.id);

			assertThat(Stages.failure(third)).isInstanceOf(ResultStoreException.class)
				.hasMessageContaining("2 commands already wait");
			Stages.done(first);
			Stages.done(second);
			Stages.done(bounded.store().fetch(this.id));
		}
	}

	@Test
	void whatRedisRefusesToStoreIsNotAnnounced() throws Exception {
		try (RedisServer full = RedisServer.launch("maxmemory 1", "maxmemory-policy noeviction");
				RedisSetup setup = RedisSetup.of(full)) {
			BlockingQueue<String> announced = listen(setup, "celery-task-meta-" + this.id);

			Throwable failure = Stages.failure(setup.store().store(success("3"), DAY, StoreGuard.NONE));

			assertThat(failure).isInstanceOf(ResultStoreException.class)
				.hasMessageContaining("store the state SUCCESS of task " + this.id)
				.hasMessageContaining("OOM");
			setup.redis().publish("celery-task-meta-" + this.id, "last");
			assertThat(announced.poll(5, TimeUnit.SECONDS)).isEqualTo("last");
		}
	}

	@Test
	void worksAgainAfterItWasStopped() {
		Stages.done(this.store.store(success("3"), DAY, StoreGuard.NONE));
		this.store.stop();

		assertThat(Stages.done(this.store.fetch(this.id))).isNotNull();
	}

	@Test
	void stoppingClosesItsConnections() {
		Stages.done(this.store.fetch(this.id));
		Stages.done(this.store.subscribe(this.id, (document) -> {
		}));
		assertThat(this.setup.connections()).isEqualTo(2);

		this.store.stop();

		Awaitility.await().until(() -> this.setup.connections() == 0);
	}

	private ResultDocument success(String result) {
		return ResultDocument.of(this.id, TaskState.SUCCESS, Json.of(result));
	}

	private BlockingQueue<String> listen(String channel) {
		return listen(this.setup, channel);
	}

	private static BlockingQueue<String> listen(RedisSetup setup, String channel) {
		BlockingQueue<String> messages = new LinkedBlockingQueue<>();
		StatefulRedisPubSubConnection<String, String> connection = setup.observer().connectPubSub();
		connection.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String from, String message) {
				messages.add(message);
			}

		});
		connection.sync().subscribe(channel);
		return messages;
	}

}
