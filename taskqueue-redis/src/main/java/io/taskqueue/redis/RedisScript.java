package io.taskqueue.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;

/**
 * A script that runs in Redis.
 *
 * @param source its text
 * @param digest under which Redis knows it
 */
record RedisScript(byte[] source, String digest) {

	/**
	 * A script made of files beside this class.
	 * @param names the names of the files, in order
	 * @return the script
	 */
	static RedisScript of(String... names) {
		StringBuilder source = new StringBuilder();
		for (String name : names) {
			source.append(read(name)).append('\n');
		}
		byte[] bytes = source.toString().getBytes(StandardCharsets.UTF_8);
		return new RedisScript(bytes, Base16.digest(bytes));
	}

	/**
	 * Runs a script that returns a number.
	 */
	CompletionStage<Long> run(RedisAsyncCommands<String, byte[]> redis, String key, byte[]... arguments) {
		return run(redis, new String[] { key }, arguments);
	}

	CompletionStage<Long> run(RedisAsyncCommands<String, byte[]> redis, String[] keys, byte[]... arguments) {
		return evaluate(redis, ScriptOutputType.INTEGER, keys, arguments);
	}

	/**
	 * Runs a script that returns a list.
	 */
	CompletionStage<List<Object>> list(RedisAsyncCommands<String, byte[]> redis, String[] keys, byte[]... arguments) {
		return evaluate(redis, ScriptOutputType.MULTI, keys, arguments);
	}

	/**
	 * The text of the script travels only where Redis has forgotten it.
	 */
	private <T> CompletionStage<T> evaluate(RedisAsyncCommands<String, byte[]> redis, ScriptOutputType type,
			String[] keys, byte[]... arguments) {
		CompletionStage<T> known = redis.evalsha(this.digest, type, keys, arguments);
		return known.exceptionallyCompose((ex) -> {
			if (ex instanceof RedisNoScriptException) {
				return redis.eval(this.source, type, keys, arguments);
			}
			throw (ex instanceof RuntimeException runtime) ? runtime : new IllegalStateException(ex);
		});
	}

	private static String read(String name) {
		try (InputStream stream = RedisScript.class.getResourceAsStream(name)) {
			if (stream == null) {
				throw new IllegalStateException("The class path lacks io/taskqueue/redis/" + name);
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
