package io.taskqueue.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;

/**
 * A script that runs in Redis and returns a number.
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
	 * Runs the script. Its text travels only where Redis has forgotten it.
	 */
	CompletionStage<Long> run(RedisAsyncCommands<String, byte[]> redis, String key, byte[]... arguments) {
		String[] keys = { key };
		CompletionStage<Long> known = redis.evalsha(this.digest, ScriptOutputType.INTEGER, keys, arguments);
		return known.exceptionallyCompose((ex) -> {
			if (ex instanceof RedisNoScriptException) {
				return redis.eval(this.source, ScriptOutputType.INTEGER, keys, arguments);
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
