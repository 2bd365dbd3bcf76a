package io.taskqueue.contract.server;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs commands of Docker.
 */
final class DockerCommands {

	private DockerCommands() {
	}

	/**
	 * Whether there is a Docker engine.
	 */
	static boolean available() {
		try {
			return Commands.attempt(Map.of(), List.of("docker", "info")).status() == 0;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	static String docker(List<String> arguments) {
		List<String> command = new ArrayList<>(List.of("docker"));
		command.addAll(arguments);
		return Commands.run(Map.of(), command);
	}

}
