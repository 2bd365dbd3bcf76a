package io.taskqueue.redis;

import java.time.Duration;

/**
 * How {@link RedisResultStore} uses Redis.
 *
 * @param keyPrefix put in front of every key and channel; Celery's
 * {@code global_keyprefix}, empty by default (protocol reference 7.1)
 * @param commandTimeout after which time without an answer a command, or an attempt to
 * connect, has failed
 * @param maxPendingCommands how many commands may wait for their answer; more are refused
 * @since 0.1.0
 */
public record RedisResultStoreOptions(String keyPrefix, Duration commandTimeout, int maxPendingCommands) {

	/**
	 * Checks the values.
	 */
	public RedisResultStoreOptions {
		if (commandTimeout.compareTo(Duration.ofMillis(1)) < 0) {
			throw new IllegalArgumentException("The command timeout must be a millisecond at least: " + commandTimeout);
		}
		if (maxPendingCommands < 1) {
			throw new IllegalArgumentException("At least one command must be able to wait: " + maxPendingCommands);
		}
	}

	/**
	 * No prefix, 5 seconds, 100,000 commands.
	 * @return the options
	 */
	public static RedisResultStoreOptions defaults() {
		return new RedisResultStoreOptions("", Duration.ofSeconds(5), 100_000);
	}

	/**
	 * These options with another key prefix.
	 * @param keyPrefix the prefix
	 * @return the options
	 */
	public RedisResultStoreOptions withKeyPrefix(String keyPrefix) {
		return new RedisResultStoreOptions(keyPrefix, this.commandTimeout, this.maxPendingCommands);
	}

	/**
	 * These options with another command timeout.
	 * @param commandTimeout the timeout
	 * @return the options
	 */
	public RedisResultStoreOptions withCommandTimeout(Duration commandTimeout) {
		return new RedisResultStoreOptions(this.keyPrefix, commandTimeout, this.maxPendingCommands);
	}

	/**
	 * These options with another bound for waiting commands.
	 * @param maxPendingCommands the bound
	 * @return the options
	 */
	public RedisResultStoreOptions withMaxPendingCommands(int maxPendingCommands) {
		return new RedisResultStoreOptions(this.keyPrefix, this.commandTimeout, maxPendingCommands);
	}

}
