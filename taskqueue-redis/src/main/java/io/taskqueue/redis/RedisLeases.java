package io.taskqueue.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseCodec;
import io.taskqueue.result.LeaseState;
import io.taskqueue.result.LeaseStore;
import io.taskqueue.result.ResultStoreException;

/**
 * Leases in Redis, under three keys without expiry: the held ones, those that were taken,
 * and the messages. Each step is a script, and Redis's clock decides what has lapsed.
 */
final class RedisLeases implements LeaseStore {

	private static final Logger logger = LoggerFactory.getLogger(RedisLeases.class);

	private final RedisScript hold = RedisScript.of("lease.lua", "lease-hold.lua");

	private final RedisScript renew = RedisScript.of("lease.lua", "lease-renew.lua");

	private final RedisScript claim = RedisScript.of("lease.lua", "lease-claim.lua");

	private final RedisScript passOn = RedisScript.of("lease.lua", "lease-pass-on.lua");

	private final RedisScript release = RedisScript.of("lease.lua", "lease-release.lua");

	private final String[] keys;

	private final CommandConnection commands;

	RedisLeases(RedisKeys keys, CommandConnection commands) {
		this.keys = keys.leases();
		this.commands = commands;
	}

	@Override
	public CompletionStage<Boolean> hold(Lease lease, Duration term) {
		return run("hold lease " + lease.id(), this.hold, bytes(lease.id()), bytes(term.toMillis()),
				LeaseCodec.encode(lease))
			.thenApply((held) -> held == 1);
	}

	@Override
	public CompletionStage<Map<String, LeaseState>> renew(Collection<String> ids, Duration term) {
		List<String> ordered = List.copyOf(ids);
		byte[][] arguments = new byte[ordered.size() + 1][];
		arguments[0] = bytes(term.toMillis());
		for (int i = 0; i < ordered.size(); i++) {
			arguments[i + 1] = bytes(ordered.get(i));
		}
		return this.commands
			.call("renew " + ordered.size() + " leases", (redis) -> this.renew.list(redis, this.keys, arguments))
			.thenApply((states) -> states(ordered, states));
	}

	@Override
	public CompletionStage<Void> release(String id) {
		return run("release lease " + id, this.release, bytes(id)).thenAccept((done) -> {
		});
	}

	@Override
	public CompletionStage<List<Lease>> claimLapsed(int limit, Duration duration) {
		byte[][] arguments = { bytes(limit), bytes(duration.toMillis()) };
		return this.commands.call("claim lapsed leases", (redis) -> this.claim.list(redis, this.keys, arguments))
			.thenApply(RedisLeases::decode);
	}

	@Override
	public CompletionStage<Void> passedOn(String id, Duration remembered) {
		return run("pass lease " + id + " on", this.passOn, bytes(id), bytes(remembered.toMillis()))
			.thenAccept((done) -> {
			});
	}

	private CompletionStage<Long> run(String purpose, RedisScript script, byte[]... arguments) {
		return this.commands.call(purpose, (redis) -> script.run(redis, this.keys, arguments));
	}

	private static Map<String, LeaseState> states(List<String> ids, List<Object> answers) {
		Map<String, LeaseState> states = new LinkedHashMap<>();
		for (int i = 0; i < ids.size(); i++) {
			long answer = (Long) answers.get(i);
			states.put(ids.get(i),
					(answer == 1) ? LeaseState.HELD : (answer == 2) ? LeaseState.TAKEN : LeaseState.UNKNOWN);
		}
		return states;
	}

	/**
	 * One that can't be read stays claimed and is found again when the claim lapses.
	 */
	private static List<Lease> decode(List<Object> answers) {
		List<Lease> leases = new ArrayList<>();
		for (Object answer : answers) {
			try {
				leases.add(LeaseCodec.decode((byte[]) answer));
			}
			catch (ResultStoreException ex) {
				logger.error("A lapsed lease is left where it is, because it can't be read: {}", ex.getMessage());
			}
		}
		return leases;
	}

	private static byte[] bytes(Object value) {
		return value.toString().getBytes(StandardCharsets.UTF_8);
	}

}
