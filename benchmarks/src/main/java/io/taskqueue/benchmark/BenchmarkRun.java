package io.taskqueue.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;

/**
 * Measures all systems in turn, each round in processes of their own, against private
 * servers.
 */
public final class BenchmarkRun {

	private final List<Measurement> measured = new ArrayList<>();

	private final Servers servers;

	private final int tasks;

	private BenchmarkRun(Servers servers, int tasks) {
		this.servers = servers;
		this.tasks = tasks;
	}

	/**
	 * Measure, print a table and write {@code target/results.json}.
	 * @param args the number of rounds and the number of tasks of a backlog
	 * @throws Exception if something can't be measured
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.parseInt(args[0]);
		int tasks = Integer.parseInt(args[1]);
		System.out.printf("%d rounds, backlog of %d tasks; load before: %.2f%n", rounds, tasks,
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
		try (RabbitServer rabbit = RabbitServer.launch(); RedisServer redis = RedisServer.launch()) {
			BenchmarkRun run = new BenchmarkRun(Servers.of(rabbit, redis), tasks);
			run.measure(rounds);
			Report report = Report.of(run.measured);
			report.print(System.out);
			report.write(Path.of("target/results.json"));
		}
	}

	private void measure(int rounds) throws Exception {
		List<String> systems = new ArrayList<>(List.of("raw", "taskqueue"));
		if (CelerySystem.available()) {
			systems.add("celery");
		}
		else {
			System.out.println("There is no Celery here (Debian: python3-celery python3-redis), so it is left out");
		}
		for (int round = 1; round <= rounds; round++) {
			for (String system : systems) {
				System.out.println("round " + round + ": " + system);
				measure(system);
			}
		}
	}

	private void measure(String system) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dlogback.configurationFile=logback-benchmark.xml", "-cp", System.getProperty("java.class.path"),
				Shapes.class.getName(), this.servers.text(), system, String.valueOf(this.tasks))
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader()) {
			output.lines().forEach(this::read);
		}
		if (process.waitFor() != 0) {
			throw new IllegalStateException(system + " could not be measured");
		}
	}

	private void read(String line) {
		Measurement measurement = Measurement.parse(line);
		if (measurement != null) {
			this.measured.add(measurement);
		}
		else {
			System.out.println(line);
		}
	}

}
