package io.taskqueue.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened to each task, kept in files that survive the process: a line for each
 * start and each end, a file for each process. A line is one {@code write}, so a process
 * that is killed leaves whole lines.
 */
final class Ledger {

	private final Path directory;

	private final Path file;

	private final Path gate;

	Ledger(Path directory) {
		this.directory = directory;
		this.file = directory.resolve("ledger-" + ProcessHandle.current().pid() + ".txt");
		this.gate = directory.resolve("gate-open");
	}

	/**
	 * The broker has confirmed the task.
	 */
	void accepted(String entry) {
		write("accepted", entry);
	}

	void started(String entry) {
		write("started", entry);
	}

	void ended(String entry) {
		write("ended", entry);
	}

	/**
	 * Let the tasks end that wait for it, in all processes.
	 */
	void openGate() {
		try {
			Files.createFile(this.gate);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean gateOpen() {
		return Files.exists(this.gate);
	}

	Set<String> accepts() {
		return count("accepted").keySet();
	}

	/**
	 * How often each entry was started, by any process.
	 */
	Map<String, Long> starts() {
		return count("started");
	}

	/**
	 * How often each entry was ended, by any process.
	 */
	Map<String, Long> ends() {
		return count("ended");
	}

	private synchronized void write(String kind, String entry) {
		byte[] line = (kind + ' ' + entry + '\n').getBytes(StandardCharsets.UTF_8);
		try {
			Files.write(this.file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Map<String, Long> count(String kind) {
		return lines().filter((line) -> line.startsWith(kind + ' '))
			.collect(Collectors.groupingBy((line) -> line.substring(kind.length() + 1), Collectors.counting()));
	}

	private Stream<String> lines() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((path) -> path.getFileName().toString().startsWith("ledger-"))
				.toList()
				.stream()
				.map(Ledger::read)
				.flatMap(List::stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> read(Path path) {
		try {
			return Files.readAllLines(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
