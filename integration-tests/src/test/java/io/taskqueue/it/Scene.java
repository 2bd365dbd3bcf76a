package io.taskqueue.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.TaskClient;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;

/**
 * What a scenario plays with: servers, a ledger, the application in the test's process
 * and workers in processes of their own. Closing it ends everything but the servers; the
 * ledger and the logs stay below {@code target/scenarios}.
 */
final class Scene implements AutoCloseable {

	private final List<WorkerProcess> workers = new ArrayList<>();

	private final Path directory;

	private final List<String> properties;

	private final ConfigurableApplicationContext application;

	private final Ledger ledger;

	/**
	 * Open a scene.
	 * @param name its name, also that of its queue
	 * @param rabbit the broker
	 * @param redis the result store
	 * @param own properties of the application in the test's process, which has no worker
	 * unless they say so
	 */
	Scene(String name, RabbitServer rabbit, RedisServer redis, String... own) {
		this.directory = directory(name);
		this.properties = List.of("spring.main.banner-mode=off", "spring.rabbitmq.host=" + rabbit.host(),
				"spring.rabbitmq.port=" + rabbit.port(), "spring.rabbitmq.username=" + rabbit.username(),
				"spring.rabbitmq.password=" + rabbit.password(), "spring.rabbitmq.virtual-host=" + rabbit.virtualHost(),
				"spring.data.redis.host=" + redis.host(), "spring.data.redis.port=" + redis.port(),
				"taskqueue.default-queue=" + name);
		List<String> arguments = new ArrayList<>(this.properties);
		arguments.add("ledger.directory=" + this.directory);
		arguments.addAll(List.of(own));
		this.application = new SpringApplicationBuilder(LedgerApplication.class).web(WebApplicationType.NONE)
			.properties("taskqueue.worker.enabled=false")
			.run(arguments.stream().map((argument) -> "--" + argument).toArray(String[]::new));
		this.ledger = this.application.getBean(Ledger.class);
	}

	private static Path directory(String name) {
		try {
			Path directory = Path.of("target", "scenarios", name).toAbsolutePath();
			FileSystemUtils.deleteRecursively(directory);
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A worker that is not started.
	 * @param own its properties, as {@code name=value}
	 */
	WorkerProcess worker(String... own) {
		List<String> all = new ArrayList<>(this.properties);
		all.addAll(List.of(own));
		WorkerProcess worker = WorkerProcess.of(this.directory, all);
		this.workers.add(worker);
		return worker;
	}

	/**
	 * A worker that is ready.
	 * @param own its properties, as {@code name=value}
	 */
	WorkerProcess startWorker(String... own) {
		WorkerProcess worker = worker(own);
		worker.start();
		return worker;
	}

	/**
	 * Submit tasks, and note those that the broker has confirmed by their first argument.
	 */
	<R> List<AsyncResult<R>> submit(List<Signature<R>> signatures) {
		List<AsyncResult<R>> submitted = tasks().submitAll(signatures);
		signatures.forEach((signature) -> this.ledger.accepted((String) signature.toMessage().args().get(0)));
		return submitted;
	}

	TaskClient tasks() {
		return bean(TaskClient.class);
	}

	Ledger ledger() {
		return this.ledger;
	}

	Path directory() {
		return this.directory;
	}

	<T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	@Override
	public void close() {
		this.workers.forEach(WorkerProcess::close);
		this.application.close();
	}

}
