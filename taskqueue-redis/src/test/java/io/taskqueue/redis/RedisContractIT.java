package io.taskqueue.redis;

import java.time.Duration;

import io.lettuce.core.KillArgs;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;

import io.taskqueue.contract.ResultStoreContractTests;
import io.taskqueue.contract.ResultStoreHarness;
import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;
import io.taskqueue.result.ResultStore;

@ExtendWith(RedisServerExtension.class)
class RedisContractIT extends ResultStoreContractTests {

	private final RedisServer server;

	RedisContractIT(RedisServer server) {
		this.server = server;
	}

	@Override
	protected ResultStoreHarness createHarness() {
		return new RedisHarness(RedisSetup.of(this.server));
	}

	private static final class RedisHarness implements ResultStoreHarness {

		private final RedisSetup setup;

		RedisHarness(RedisSetup setup) {
			this.setup = setup;
		}

		@Override
		public ResultStore store() {
			return this.setup.store();
		}

		@Override
		public void pass(Duration duration) {
			long end = this.setup.time().nanoTime() + duration.toNanos();
			Awaitility.await()
				.atMost(duration.plusSeconds(10))
				.pollInterval(Duration.ofMillis(5))
				.until(() -> this.setup.time().nanoTime() - end >= 0);
		}

		@Override
		public Duration quiet() {
			return Duration.ofMillis(200);
		}

		/**
		 * Closes the connection for subscriptions, and lets no new one in.
		 */
		@Override
		public void loseNotifications() {
			Stages.done(store().fetch("any"));
			RedisCommands<String, String> redis = this.setup.redis();
			long clients = redis.clientList().lines().count();
			redis.configSet("maxclients", String.valueOf(clients - 1));
			redis.clientKill(KillArgs.Builder.typePubsub());
		}

		@Override
		public void restoreNotifications() {
			this.setup.redis().configSet("maxclients", "10000");
			Awaitility.await()
				.until(() -> this.setup.redis().clientList().lines().anyMatch((line) -> !line.contains(" sub=0 ")));
		}

		@Override
		public void close() {
			this.setup.redis().configSet("maxclients", "10000");
			this.setup.close();
		}

	}

}
