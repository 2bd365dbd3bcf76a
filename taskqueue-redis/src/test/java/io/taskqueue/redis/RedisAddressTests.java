package io.taskqueue.redis;

import java.time.Duration;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StaticCredentialsProvider;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

class RedisAddressTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final LettuceClientConfiguration PLAIN = LettuceClientConfiguration.defaultConfiguration();

	@Test
	void readsAStandaloneRedis() {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("example", 6380);
		configuration.setDatabase(4);
		configuration.setUsername("ann");
		configuration.setPassword("secret");

		RedisURI uri = uri(configuration, PLAIN);

		assertThat(uri.getHost()).isEqualTo("example");
		assertThat(uri.getPort()).isEqualTo(6380);
		assertThat(uri.getDatabase()).isEqualTo(4);
		assertThat(uri.getTimeout()).isEqualTo(TIMEOUT);
		assertThat(uri.isSsl()).isFalse();
		assertLogin(uri, "ann", "secret");
	}

	@Test
	void readsAPasswordWithoutUser() {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("example", 6380);
		configuration.setUsername("");
		configuration.setPassword("secret");

		assertLogin(uri(configuration, PLAIN), null, "secret");
	}

	@Test
	void readsTlsAndClientName() {
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.clientName("orders")
			.useSsl()
			.verifyPeer(SslVerifyMode.CA)
			.startTls()
			.build();

		RedisURI uri = uri(new RedisStandaloneConfiguration("example", 6380), client);

		assertThat(uri.isSsl()).isTrue();
		assertThat(uri.isStartTls()).isTrue();
		assertThat(uri.getVerifyMode()).isEqualTo(SslVerifyMode.CA);
		assertThat(uri.getClientName()).isEqualTo("orders");
	}

	@Test
	void readsAUnixSocket() {
		RedisSocketConfiguration configuration = new RedisSocketConfiguration("/run/redis.sock");
		configuration.setDatabase(2);
		configuration.setPassword("secret");

		RedisURI uri = uri(configuration, PLAIN);

		assertThat(uri.getSocket()).isEqualTo("/run/redis.sock");
		assertThat(uri.getDatabase()).isEqualTo(2);
		assertLogin(uri, null, "secret");
	}

	@Test
	void readsSentinels() {
		RedisSentinelConfiguration configuration = new RedisSentinelConfiguration().master("main")
			.sentinel("one", 26379)
			.sentinel("two", 26380);
		configuration.setDatabase(3);
		configuration.setPassword("secret");
		configuration.setSentinelPassword("hidden");

		RedisURI uri = uri(configuration, LettuceClientConfiguration.builder().useSsl().build());

		assertThat(uri.getSentinelMasterId()).isEqualTo("main");
		assertThat(uri.getDatabase()).isEqualTo(3);
		assertThat(uri.getSentinels()).hasSize(2).allSatisfy((sentinel) -> {
			assertThat(sentinel.isSsl()).isTrue();
			assertThat(sentinel.getTimeout()).isEqualTo(TIMEOUT);
			assertLogin(sentinel, null, "hidden");
		});
		assertLogin(uri, null, "secret");
	}

	@Test
	void usesACredentialsProvider() {
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.redisCredentialsProviderFactory(new RedisCredentialsProviderFactory() {

				@Override
				public StaticCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
					return new StaticCredentialsProvider("token", "1234".toCharArray());
				}

			})
			.build();

		assertLogin(uri(new RedisStandaloneConfiguration("example", 6380), client), "token", "1234");
	}

	@Test
	void refusesAnotherClientThanLettuce() {
		RedisConnectionFactory factory = mock();

		assertThatIllegalArgumentException().isThrownBy(() -> RedisAddress.requireSupported(factory))
			.withMessageContaining("spring.data.redis.client-type");
	}

	@Test
	void refusesACluster() {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisClusterConfiguration().clusterNode("example", 7000));

		assertThatIllegalArgumentException().isThrownBy(() -> RedisAddress.requireSupported(factory))
			.withMessageContaining("Redis Cluster");
	}

	@Test
	void refusesAListOfMastersAndReplicas() {
		RedisConfiguration configuration = new RedisStaticMasterReplicaConfiguration("example", 6379);

		assertThatIllegalStateException().isThrownBy(() -> uri(configuration, PLAIN))
			.withMessageContaining("masters and replicas");
	}

	private static RedisURI uri(RedisConfiguration configuration, LettuceClientConfiguration client) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration, client);
		factory.start();
		try {
			return RedisAddress.of(factory.getRequiredNativeClient(), TIMEOUT);
		}
		finally {
			factory.destroy();
		}
	}

	private static void assertLogin(RedisURI uri, String username, String password) {
		RedisCredentials credentials = uri.getCredentialsProvider().resolveCredentials().block();
		assertThat(credentials.getUsername()).isEqualTo(username);
		assertThat(credentials.getPassword()).isEqualTo(password.toCharArray());
	}

}
