package io.taskqueue.it.python;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import io.taskqueue.TaskClient;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.worker.TaskWorker;

/**
 * A fleet of both languages on one broker and one result store: a Java application that
 * is client and worker of the queue {@code java}, a Python worker of the queue
 * {@code python}, and a Python client.
 */
final class Fleet implements AutoCloseable {

	private final RabbitServer rabbit;

	private final RedisServer redis;

	private final List<AutoCloseable> closeables = new ArrayList<>();

	private final ConfigurableApplicationContext application;

	private final PythonWorker pythonWorker;

	private final PythonClient python;

	Fleet(RabbitServer rabbit, RedisServer redis) {
		this.rabbit = rabbit;
		this.redis = redis;
		this.application = javaWorker(Map.of("taskqueue.worker.queues", "java,mixed,java-quorum"));
		this.pythonWorker = pythonWorker("fleet", "python@fleet", "python,mixed");
		this.python = opened(new PythonClient(environment()));
	}

	/**
	 * The Python client.
	 */
	PythonClient python() {
		return this.python;
	}

	/**
	 * The Java client.
	 */
	TaskClient tasks() {
		return this.application.getBean(TaskClient.class);
	}

	Jobs jobs() {
		return this.application.getBean(Jobs.class);
	}

	TaskWorker javaWorker() {
		return this.application.getBean(TaskWorker.class);
	}

	PythonWorker pythonWorker() {
		return this.pythonWorker;
	}

	/**
	 * A further Java application, which the fleet closes if the test does not.
	 * @param properties what is different, by name
	 */
	ConfigurableApplicationContext javaWorker(Map<String, String> properties) {
		Map<String, String> all = javaProperties();
		all.putAll(properties);
		return application(Application.class, all);
	}

	/**
	 * A further Java application with classes of its own.
	 * @param source the class that configures it
	 * @param properties its properties besides the addresses of the servers, by name
	 */
	ConfigurableApplicationContext application(Class<?> source, Map<String, String> properties) {
		Map<String, String> all = serverProperties();
		all.putAll(properties);
		String[] arguments = all.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		return opened(new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.run(arguments));
	}

	/**
	 * A further Python worker, which the fleet closes if the test does not.
	 * @param application the module with the Celery application
	 * @param name the node's name
	 * @param queues the queues to consume, separated by commas
	 */
	PythonWorker pythonWorker(String application, String name, String queues) {
		return opened(new PythonWorker(environment(), application, name, queues));
	}

	Wire wire() {
		return new Wire(this.rabbit);
	}

	private Map<String, String> serverProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.main.banner-mode", "off");
		properties.put("spring.rabbitmq.host", this.rabbit.host());
		properties.put("spring.rabbitmq.port", String.valueOf(this.rabbit.port()));
		properties.put("spring.rabbitmq.username", this.rabbit.username());
		properties.put("spring.rabbitmq.password", this.rabbit.password());
		properties.put("spring.rabbitmq.virtual-host", this.rabbit.virtualHost());
		properties.put("spring.data.redis.host", this.redis.host());
		properties.put("spring.data.redis.port", String.valueOf(this.redis.port()));
		return properties;
	}

	private static Map<String, String> javaProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.application.name", "fleet");
		properties.put("taskqueue.default-queue", "java");
		properties.put("taskqueue.worker.concurrency", "4");
		properties.put("taskqueue.routes[fleet.*]", "python");
		for (String queue : List.of("java", "python", "mixed", "rolling", "strict", "unreadable", "capture",
				"urgent")) {
			properties.put("taskqueue.queues." + queue + ".type", "classic");
		}
		properties.put("taskqueue.queues.urgent.max-priority", "10");
		return properties;
	}

	private Map<String, String> environment() {
		String host = URLEncoder.encode(this.rabbit.virtualHost(), StandardCharsets.UTF_8);
		return Map.of("CELERY_BROKER_URL",
				"amqp://" + this.rabbit.username() + ":" + this.rabbit.password() + "@" + this.rabbit.host() + ":"
						+ this.rabbit.port() + "/" + host,
				"CELERY_RESULT_BACKEND", "redis://" + this.redis.host() + ":" + this.redis.port() + "/0");
	}

	private <T extends AutoCloseable> T opened(T closeable) {
		this.closeables.add(0, closeable);
		return closeable;
	}

	@Override
	public void close() throws Exception {
		@Nullable Exception first = null;
		for (AutoCloseable closeable : this.closeables) {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				first = (first != null) ? first : ex;
			}
		}
		if (first != null) {
			throw first;
		}
	}

	/**
	 * Not annotated as a configuration, so that no other application of these tests finds
	 * it.
	 */
	@EnableAutoConfiguration
	@Import(Jobs.class)
	static class Application {

	}

}
