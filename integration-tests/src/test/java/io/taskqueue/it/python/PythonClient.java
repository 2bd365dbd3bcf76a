package io.taskqueue.it.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Celery client: runs Python code in a process of {@code client.py} and answers with
 * the value of its last expression.
 */
final class PythonClient implements AutoCloseable {

	private static final long LIMIT_SECONDS = 60;

	private final JsonMapper mapper = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

	private final PythonProcess process;

	private final Writer input;

	private final BufferedReader output;

	PythonClient(Map<String, String> environment) {
		this.process = new PythonProcess(environment, List.of("client.py"));
		this.input = this.process.process().outputWriter(StandardCharsets.UTF_8);
		this.output = this.process.process().inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Run code.
	 * @param code the code
	 * @return the value of its last expression, as JSON has it
	 * @throws PythonRaised if the code raised an exception
	 */
	synchronized @Nullable Object run(String code) {
		Map<?, ?> answer = this.mapper.readValue(ask(this.mapper.writeValueAsString(code)), Map.class);
		if (answer.get("raised") instanceof List<?> classes) {
			throw new PythonRaised(classes.stream().map(String::valueOf).toList(), String.valueOf(answer.get("text")));
		}
		return answer.get("value");
	}

	private String ask(String line) {
		CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exchange(line));
		try {
			return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while Python runs " + line, ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			this.process.close();
			throw new IllegalStateException("Python did not answer to " + line + "\n" + this.process.log(), ex);
		}
	}

	private String exchange(String line) {
		try {
			this.input.write(line + "\n");
			this.input.flush();
			String answer = this.output.readLine();
			if (answer == null) {
				throw new IllegalStateException("The Python client has ended");
			}
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
