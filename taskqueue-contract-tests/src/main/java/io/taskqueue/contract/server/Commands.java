package io.taskqueue.contract.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs short commands of the operating system.
 */
final class Commands {

	private Commands() {
	}

	/**
	 * Run a command that must succeed within a minute.
	 * @return what it printed
	 */
	static String run(Map<String, String> environment, List<String> command) {
		Outcome outcome = attempt(environment, command);
		if (outcome.status() != 0) {
			throw new IllegalStateException(
					String.join(" ", command) + " ended with " + outcome.status() + ":\n" + outcome.output());
		}
		return outcome.output();
	}

	static Outcome attempt(Map<String, String> environment, List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(60, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IllegalStateException(String.join(" ", command) + " did not end");
			}
			return new Outcome(process.exitValue(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + command.get(0), ex);
		}
	}

	record Outcome(int status, String output) {

	}

}
