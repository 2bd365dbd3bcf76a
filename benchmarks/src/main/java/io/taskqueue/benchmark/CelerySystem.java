package io.taskqueue.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.QueueDeclaration.QueueType;

/**
 * Celery's worker with two processes and late acknowledgement, and Celery's client. A
 * backlog is filled by this project's client, since the messages are the same.
 */
final class CelerySystem implements TaskSystem {

	private static final String PYTHON = "/usr/bin/python3";

	private final TaskqueueSystem filling;

	private final Map<String, String> environment;

	private @Nullable Process worker;

	CelerySystem(Servers servers, String queue, QueueType type) throws NoSuchMethodException {
		this.filling = new TaskqueueSystem(servers, queue, type);
		this.environment = Map.of("BENCH_QUEUE", queue, "BENCH_BROKER", servers.amqpUri(), "BENCH_RESULTS",
				servers.redisUri(), "PYTHONDONTWRITEBYTECODE", "1");
	}

	/**
	 * Whether the Python of this machine has Celery.
	 */
	static boolean available() throws IOException, InterruptedException {
		if (!new File(PYTHON).canExecute()) {
			return false;
		}
		Process probe = new ProcessBuilder(PYTHON, "-c", "import celery, redis").start();
		return probe.waitFor() == 0;
	}

	@Override
	public void enqueue(int count) {
		this.filling.enqueue(count);
	}

	@Override
	public double enqueueOneByOne(int count) throws Exception {
		return Double.parseDouble(client("enqueue", count).get(0));
	}

	@Override
	public List<Long> call(int count) throws Exception {
		return client("call", count).stream().map(Long::valueOf).toList();
	}

	private List<String> client(String action, int count) throws Exception {
		Process process = python(List.of("bench.py", action, String.valueOf(count)))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException("Celery's client failed");
		}
		return printed.lines().toList();
	}

	private ProcessBuilder python(List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(PYTHON));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(new File("src/main/python"));
		builder.environment().putAll(this.environment);
		return builder;
	}

	@Override
	public void startWorker() throws Exception {
		this.worker = python(List.of("-m", "celery", "-A", "bench", "worker", "--pool", "prefork", "--concurrency", "2",
				"--without-mingle", "--without-gossip", "--loglevel", "WARNING"))
			.redirectErrorStream(true)
			.redirectOutput(new File("target/celery.log").getAbsoluteFile())
			.start();
	}

	@Override
	public void stopWorker() throws Exception {
		if (this.worker != null) {
			this.worker.destroy();
			if (!this.worker.waitFor(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Celery's worker does not stop");
			}
		}
	}

	@Override
	public void close() {
		this.filling.close();
	}

}
