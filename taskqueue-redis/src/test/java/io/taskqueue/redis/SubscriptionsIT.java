package io.taskqueue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.lettuce.core.api.sync.RedisCommands;
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
import io.taskqueue.result.ResultStore.Subscription;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RedisServerExtension.class)
class SubscriptionsIT {

	private final String id = UUID.randomUUID().toString();

	private final RedisServer server;

	private RedisSetup setup;

	private RedisResultStore store;

	private RedisCommands<String, String> redis;

	SubscriptionsIT(RedisServer server) {
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
	void tenThousandWaitOverOneConnection() {
		int many = 10_000;
		Set<String> told = ConcurrentHashMap.newKeySet();
		AtomicInteger calls = new AtomicInteger();
		List<Subscription> subscriptions = subscribeAll(many, (document) -> {
			calls.incrementAndGet();
			told.add(document.taskId());
		});
		assertThat(this.setup.connections()).isEqualTo(1);

		storeAll(many);

		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> told.size() == many);
		assertThat(calls).hasValue(many);
		subscriptions.forEach(Subscription::cancel);
		Awaitility.await().until(() -> this.redis.pubsubChannels("celery-task-meta-" + this.id + "*").isEmpty());
	}

	@Test
	void everyListenerOfATaskIsToldUntilItCancels() throws Exception {
		BlockingQueue<ResultDocument> first = new LinkedBlockingQueue<>();
		BlockingQueue<ResultDocument> second = new LinkedBlockingQueue<>();
		Subscription subscription = Stages.done(this.store.subscribe(this.id, first::add));
		Stages.done(this.store.subscribe(this.id, second::add));

		Stages.done(store(this.id, "1"));
		assertThat(first.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("1"));
		assertThat(second.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("1"));

		subscription.cancel();
		subscription.cancel();
		Stages.done(store(this.id, "2"));
		assertThat(second.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("2"));
		assertThat(first).isEmpty();
	}

	@Test
	void aListenerThatFailsAndAMessageThatCannotBeReadDisturbNobody() throws Exception {
		BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
		Stages.done(this.store.subscribe(this.id, (document) -> {
			throw new IllegalStateException("on purpose");
		}));
		Stages.done(this.store.subscribe(this.id, told::add));

		this.redis.publish("celery-task-meta-" + this.id, "no document");
		Stages.done(store(this.id, "1"));
		Stages.done(store(this.id, "2"));

		assertThat(told.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("1"));
		assertThat(told.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("2"));
	}

	@Test
	void subscribingAndCancellingOverAndOverEndsAsWantedLast() throws Exception {
		BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
		for (int n = 0; n < 500; n++) {
			Stages.done(this.store.subscribe(this.id, told::add)).cancel();
		}
		Stages.done(this.store.subscribe(this.id, told::add));

		Stages.done(store(this.id, "1"));

		assertThat(told.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("1"));
		assertThat(told).isEmpty();
	}

	@Test
	void worksOverTheOlderProtocol() throws Exception {
		BlockingQueue<ResultDocument> told = new LinkedBlockingQueue<>();
		Duration timeout = Duration.ofMillis(200);
		try (RedisSetup resp2 = RedisSetup.resp2(this.server, (options) -> options.withCommandTimeout(timeout))) {
			List<CompletionStage<Subscription>> subscriptions = new ArrayList<>();
			for (int n = 0; n < 2500; n++) {
				subscriptions.add(resp2.store().subscribe(this.id + n, told::add));
			}
			subscriptions.forEach(Stages::done);
			String before = connection("cmd=subscribe");
			String probed = Awaitility.await().until(() -> connection("cmd=ping"), (found) -> !found.isEmpty());
			assertThat(probed).isEqualTo(before);

			Stages.done(store(this.id + 2499, "1"));

			assertThat(told.poll(5, TimeUnit.SECONDS).result()).isEqualTo(Json.of("1"));
		}
	}

	private String connection(String newestCommand) {
		return this.redis.clientList()
			.lines()
			.filter((line) -> line.contains("name=" + RedisSetup.CLIENT_NAME) && line.contains(newestCommand))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.collect(Collectors.joining());
	}

	private List<Subscription> subscribeAll(int many, Consumer<ResultDocument> listener) {
		List<CompletionStage<Subscription>> subscriptions = new ArrayList<>();
		for (int n = 0; n < many; n++) {
			subscriptions.add(this.store.subscribe(this.id + n, listener));
		}
		return subscriptions.stream().map(Stages::done).toList();
	}

	private void storeAll(int many) {
		try (RedisSetup worker = RedisSetup.of(this.server)) {
			List<CompletionStage<Boolean>> stored = new ArrayList<>();
			for (int n = 0; n < many; n++) {
				stored.add(worker.store()
					.store(ResultDocument.of(this.id + n, TaskState.SUCCESS, Json.of("1")), Duration.ofMinutes(1),
							StoreGuard.NONE));
			}
			stored.forEach(Stages::done);
		}
	}

	private CompletionStage<Boolean> store(String taskId, String result) {
		return this.store.store(ResultDocument.of(taskId, TaskState.SUCCESS, Json.of(result)), Duration.ofMinutes(1),
				StoreGuard.NONE);
	}

}
