package io.taskqueue.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.QueueDeclaration.QueueType;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ErrorMapping;
import io.taskqueue.worker.WorkerOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskQueuePropertiesTests {

	private static final NodeName NODE = new NodeName("shop", "host");

	private static final TaskRegistry NO_TASKS = new TaskRegistry(List.of());

	@Test
	void defaultsOfWorkerAreThoseOfTheCore() {
		assertThat(worker(Map.of(), false)).isEqualTo(WorkerOptions.builder("shop@host", List.of("tasks")).build());
	}

	@Test
	void defaultsOfPublisherAreAsDocumented() {
		assertThat(publisher(Map.of()))
			.isEqualTo(new PublisherOptions("tasks", Map.of(), Map.of(), Duration.ofSeconds(10), NODE.origin()));
	}

	@Test
	void virtualThreadsHaveMoreSlots() {
		assertThat(worker(Map.of(), true))
			.isEqualTo(WorkerOptions.builder("shop@host", List.of("tasks")).concurrency(100).build());
	}

	@Test
	void concurrencyWinsOverVirtualThreads() {
		assertThat(worker(Map.of("taskqueue.worker.concurrency", "3"), true).concurrency()).isEqualTo(3);
	}

	@Test
	void everyPropertyOfTheWorkerHasItsEffect() {
		WorkerOptions options = worker(Map.ofEntries(Map.entry("taskqueue.worker.name", "me@there"),
				Map.entry("taskqueue.worker.queues", "a,b"), Map.entry("taskqueue.worker.concurrency", "2"),
				Map.entry("taskqueue.worker.prefetch", "7"), Map.entry("taskqueue.worker.unknown-task-grace", "3m"),
				Map.entry("taskqueue.worker.shutdown-grace", "4s"),
				Map.entry("taskqueue.worker.max-pending-outcomes", "5"),
				Map.entry("taskqueue.worker.max-message-size", "6KB"), Map.entry("taskqueue.task.acks-late", "false"),
				Map.entry("taskqueue.task.ignore-result", "true"), Map.entry("taskqueue.task.track-started", "true"),
				Map.entry("taskqueue.result.expires", "2h"), Map.entry("taskqueue.producer.confirm-timeout", "9s")),
				false);

		assertThat(options).isEqualTo(WorkerOptions.builder("me@there", List.of("a", "b"))
			.concurrency(2)
			.prefetch(7)
			.unknownTaskGrace(Duration.ofMinutes(3))
			.shutdownGrace(Duration.ofSeconds(4))
			.maxPendingOutcomes(5)
			.maxMessageSize(6 * 1024)
			.acksLate(false)
			.ignoreResult(true)
			.trackStarted(true)
			.resultExpires(Duration.ofHours(2))
			.confirmTimeout(Duration.ofSeconds(9))
			.build());
	}

	@Test
	void unknownTasksMayFailAtOnce() {
		assertThat(worker(Map.of("taskqueue.worker.unknown-task", "fail"), false).unknownTaskGrace())
			.isEqualTo(Duration.ZERO);
	}

	@Test
	void everyPropertyOfThePublisherHasItsEffect() {
		PublisherOptions options = publisher(Map.of("taskqueue.default-queue", "celery", "taskqueue.routes[reports.*]",
				"slow", "taskqueue.queues.slow.type", "classic", "taskqueue.queues.slow.max-priority", "9",
				"taskqueue.queues.slow.arguments.x-max-length", "10", "taskqueue.producer.confirm-timeout", "3s"));

		assertThat(options).isEqualTo(new PublisherOptions("celery", Map.of("reports.*", "slow"),
				Map.of("slow", new QueueDeclaration("slow", QueueType.CLASSIC, 9, Map.of("x-max-length", 10L))),
				Duration.ofSeconds(3), NODE.origin()));
	}

	@Test
	void argumentsOfQueuesKeepTheirTypes() {
		PublisherOptions options = publisher(
				Map.of("taskqueue.queues.q.arguments.x-max-length", "10", "taskqueue.queues.q.arguments.x-overflow",
						"reject-publish", "taskqueue.queues.q.arguments.x-single-active-consumer", "true"));

		assertThat(options.queues().get("q").arguments())
			.isEqualTo(Map.of("x-max-length", 10L, "x-overflow", "reject-publish", "x-single-active-consumer", true));
	}

	@Test
	void routesKeepTheirOrder() {
		Map<String, String> values = new LinkedHashMap<>();
		for (String task : List.of("z", "a", "m", "b")) {
			values.put("taskqueue.routes[" + task + ".*]", task);
		}

		assertThat(publisher(values).routes().keySet()).containsExactly("z.*", "a.*", "m.*", "b.*");
	}

	@Test
	void resultsGoWhereTheBrokerIsUnlessSaid() {
		assertThat(bind(Map.of()).resultStore()).hasToString("REDIS");
		assertThat(bind(Map.of("taskqueue.broker", "memory")).resultStore()).hasToString("MEMORY");
		assertThat(bind(Map.of("taskqueue.broker", "memory", "taskqueue.result.store", "redis")).resultStore())
			.hasToString("REDIS");
		assertThat(bind(Map.of("taskqueue.result.store", "none")).resultStore()).hasToString("NONE");
	}

	@Test
	void whatCannotBeUsedIsNamed() {
		refuses("taskqueue.worker.concurrency", "0",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.concurrency", "-1",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.prefetch", "0",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.prefetch", "65536",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.max-pending-outcomes", "0",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.max-message-size", "3GB",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.shutdown-grace", "-1s",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.unknown-task-grace", "-1s",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.worker.name", " ", (options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.result.expires", "0s",
				(options) -> options.worker(NO_TASKS, ErrorMapping.standard(), false));
		refuses("taskqueue.default-queue", " ", TaskQueueOptions::publisher);
		refuses("taskqueue.producer.confirm-timeout", "0s", TaskQueueOptions::publisher);
		refuses("taskqueue.queues.slow.max-priority", "300", TaskQueueOptions::publisher);
		refuses("taskqueue.routes[reports.*]", " ", TaskQueueOptions::publisher);
	}

	@Test
	void quorumQueueTakesNoPriorities() {
		assertThatInvalid(Map.of("taskqueue.queues.slow.max-priority", "9"))
			.withMessageContaining("taskqueue.queues.slow.type=classic");
	}

	@Test
	void patternWithoutBracketsIsExplained() {
		MockEnvironment environment = new MockEnvironment().withProperty("taskqueue.routes.reports.*", "slow");

		assertThatExceptionOfType(InvalidTaskQueuePropertyException.class)
			.isThrownBy(() -> TaskQueueOptions.of(bind(Map.of()), environment))
			.withMessageContaining("taskqueue.routes[reports.*]");
	}

	@Test
	void nodeNameHasNoSpaces() {
		assertThat(new NodeName("My Shop", "host").name()).isEqualTo("My-Shop@host");
		assertThat(NODE.origin()).matches("gen\\d+@host");
	}

	private static ThrowableAssertAlternative<?> assertThatInvalid(Map<String, String> values) {
		return assertThatExceptionOfType(InvalidTaskQueuePropertyException.class).isThrownBy(() -> publisher(values));
	}

	private static void refuses(String property, String value, Consumer<TaskQueueOptions> use) {
		TaskQueueOptions options = new TaskQueueOptions(bind(Map.of(property, value)), NODE);

		assertThatExceptionOfType(InvalidTaskQueuePropertyException.class).isThrownBy(() -> use.accept(options))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo(property));
	}

	private static WorkerOptions worker(Map<String, String> values, boolean virtualThreads) {
		return new TaskQueueOptions(bind(values), NODE).worker(NO_TASKS, ErrorMapping.standard(), virtualThreads);
	}

	private static PublisherOptions publisher(Map<String, String> values) {
		return new TaskQueueOptions(bind(values), NODE).publisher();
	}

	private static TaskQueueProperties bind(Map<String, String> values) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", new LinkedHashMap<>(values)));
		return Binder.get(environment).bindOrCreate("taskqueue", TaskQueueProperties.class);
	}

}
