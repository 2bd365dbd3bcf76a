package io.taskqueue.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.TaskPublishException;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.message.Embed;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessage;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.message.TaskOptions;
import io.taskqueue.message.TimeLimit;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class TaskPublisherTests {

	private static final Instant NOW = ManualTimeSource.START;

	private static final QueueDeclaration SLOW = new QueueDeclaration("slow", QueueDeclaration.QueueType.CLASSIC, 10,
			Map.of());

	private final RecordingBroker broker = new RecordingBroker();

	private final TaskMessageCodec codec = new TaskMessageCodec(new JsonPayloadCodec());

	private final TaskPublisher publisher = publisher(Map.of());

	@Test
	void makesARandomIdAndItsOwnRoot() {
		String first = publish(call());
		String second = publish(call());

		assertThat(UUID.fromString(first).version()).isEqualTo(4);
		assertThat(second).isNotEqualTo(first);
		assertThat(headers().id()).isEqualTo(second);
		assertThat(headers().rootId()).isEqualTo(second);
		assertThat(headers().parentId()).isNull();
		assertThat(this.broker.last().message().properties().correlationId()).isEqualTo(second);
	}

	@Test
	void takesTheIdThatIsAskedFor() {
		assertThat(publish(call().taskId("my-id"))).isEqualTo("my-id");
		assertThat(headers().id()).isEqualTo("my-id");
	}

	@Test
	void lineageGivesRootParentAndMark() throws Exception {
		SignatureMessage message = call().toMessage();
		this.publisher.publish(message, new Lineage("root", "parent", true)).toCompletableFuture().get();

		assertThat(headers().rootId()).isEqualTo("root");
		assertThat(headers().parentId()).isEqualTo("parent");
		assertThat(this.broker.last().message().headers()).contains(entry("republished", true));
	}

	@Test
	void marksNothingElse() {
		publish(call());

		assertThat(this.broker.last().message().headers()).doesNotContainKey("republished");
	}

	@Test
	void optionsBecomeHeaders() {
		publish(call().shadow("shown")
			.timeLimit(Duration.ofSeconds(30))
			.softTimeLimit(Duration.ofSeconds(20))
			.priority(7)
			.ignoreResult(true)
			.header("tenant", "blue")
			.link(Signature.of("other.task", Object.class)));

		assertThat(headers().shadow()).isEqualTo("shown");
		assertThat(headers().timeLimit()).isEqualTo(new TimeLimit(Duration.ofSeconds(30), Duration.ofSeconds(20)));
		assertThat(headers().ignoreResult()).isTrue();
		assertThat(headers().origin()).isEqualTo("gen1@host");
		assertThat(headers().lang()).isEqualTo("java");
		assertThat(headers().custom()).contains(entry("tenant", "blue"));
		assertThat(this.broker.last().message().properties().priority()).isEqualTo(7);
		assertThat(body().embed().callbacks()).extracting(SignatureMessage::task).containsExactly("other.task");
	}

	@Test
	void countdownBecomesAnInstant() {
		publish(call().countdown(Duration.ofMinutes(5)));

		assertThat(headers().eta()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
		assertThat(this.broker.last().notBefore()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
	}

	@Test
	void etaIsKept() {
		publish(call().eta(NOW.plusSeconds(90)));

		assertThat(headers().eta()).isEqualTo(NOW.plusSeconds(90));
		assertThat(this.broker.last().notBefore()).isEqualTo(NOW.plusSeconds(90));
	}

	@Test
	void expiryIsAHeaderOnly() {
		publish(call().expires(Duration.ofMinutes(1)));
		assertThat(headers().expires()).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.broker.last().notBefore()).isNull();

		publish(call().expires(NOW.plusSeconds(5)));
		assertThat(headers().expires()).isEqualTo(NOW.plusSeconds(5));
	}

	@Test
	void goesToTheDefaultQueue() {
		publish(call());

		assertThat(this.broker.last().exchange()).isEmpty();
		assertThat(this.broker.last().routingKey()).isEqualTo("tasks");
		assertThat(this.broker.last().confirmTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(this.broker.declared).containsExactly(QueueDeclaration.named("tasks"));
	}

	@Test
	void optionBeatsRouteBeatsTaskBeatsDefault() {
		TaskPublisher routed = publisher(Map.of("reports.b*", "routed"));

		publish(routed, Signature.of("reports.build", String.class).queue("asked"));
		assertThat(this.broker.last().routingKey()).isEqualTo("asked");
		publish(routed, Signature.of("reports.build", String.class));
		assertThat(this.broker.last().routingKey()).isEqualTo("routed");
		publish(routed, Signature.of("reports.clear", String.class));
		assertThat(this.broker.last().routingKey()).isEqualTo("own");
		publish(routed, Signature.of("mails.send", String.class));
		assertThat(this.broker.last().routingKey()).isEqualTo("tasks");
	}

	@Test
	void firstRouteThatMatchesDecides() {
		Map<String, String> routes = new LinkedHashMap<>();
		routes.put("a.*.c", "middle");
		routes.put("a.*", "end");
		routes.put("*", "all");
		TaskPublisher routed = publisher(routes);

		assertThat(destination(routed, "a.b.c")).isEqualTo("middle");
		assertThat(destination(routed, "a.b")).isEqualTo("end");
		assertThat(destination(routed, "aXb")).isEqualTo("all");
	}

	@Test
	void patternsAreNotRegularExpressions() {
		TaskPublisher routed = publisher(Map.of("a.(b)\\E+*", "odd"));

		assertThat(destination(routed, "a.(b)\\E+c")).isEqualTo("odd");
		assertThat(destination(routed, "aX(b)\\E+c")).isEqualTo("tasks");
	}

	@Test
	void exchangeAndRoutingKeyAreHonouredAndNotDeclared() throws Exception {
		SignatureMessage message = call().toMessage();
		SignatureMessage routed = message
			.withOptions(message.options().toBuilder().exchange("topics").routingKey("a.b").build());
		this.publisher.publish(routed, Lineage.NONE).toCompletableFuture().get();

		assertThat(this.broker.last().exchange()).isEqualTo("topics");
		assertThat(this.broker.last().routingKey()).isEqualTo("a.b");
		assertThat(this.broker.declared).isEmpty();

		SignatureMessage keyless = message.withOptions(message.options().toBuilder().exchange("topics").build());
		this.publisher.publish(keyless, Lineage.NONE).toCompletableFuture().get();
		assertThat(this.broker.last().routingKey()).isEqualTo("tasks");
	}

	@Test
	void declaresAQueueOnceAsConfigured() {
		publish(call().queue("slow"));
		publish(call().queue("slow"));

		assertThat(this.broker.declared).containsExactly(SLOW);
	}

	@Test
	void declaresAgainAfterAFailure() {
		this.broker.onDeclare = (queue) -> CompletableFuture.failedStage(new BrokerException("no server", null));
		failure(call());
		this.broker.onDeclare = (queue) -> CompletableFuture.completedStage(null);
		this.broker.onPublish = (publication) -> CompletableFuture
			.failedStage(new UnroutableException("deleted meanwhile", null));
		failure(call());
		this.broker.onPublish = (publication) -> CompletableFuture.completedStage(null);
		publish(call());
		publish(call());

		assertThat(this.broker.declared).hasSize(3);
	}

	@Test
	void declaresNothingAgainWhileTheBrokerIsAway() {
		publish(call());
		this.broker.onPublish = (publication) -> CompletableFuture.failedStage(new BrokerException("no server", null));
		failure(call());
		this.broker.onPublish = (publication) -> CompletableFuture
			.failedStage(new UnconfirmedException("no confirm", null));
		failure(call());
		failure(call());

		assertThat(this.broker.declared).hasSize(1);
	}

	@Test
	void publishesAfterTheDeclaration() {
		CompletableFuture<Void> declaring = new CompletableFuture<>();
		this.broker.onDeclare = (queue) -> declaring;
		CompletionStage<String> published = this.publisher.publish(call().toMessage(), Lineage.NONE);
		assertThat(this.broker.published).isEmpty();

		declaring.complete(null);
		assertThat(this.broker.published).hasSize(1);
		assertThat(published.toCompletableFuture()).isCompleted();
	}

	@Test
	void tellsThatAMissingConfirmLeavesTheOutcomeOpen() {
		this.broker.onPublish = (publication) -> CompletableFuture
			.failedStage(new UnconfirmedException("no confirm after 5 s", null));
		TaskPublishException ex = failure(call().taskId("my-id"));

		assertThat(ex.taskId()).isEqualTo("my-id");
		assertThat(ex.outcomeUnknown()).isTrue();
		assertThat(ex)
			.hasMessage("Task my-id was sent, but whether the broker has it is unknown: no confirm after 5 s");
	}

	@Test
	void tellsThatNothingIsPublished() {
		this.broker.onPublish = (publication) -> CompletableFuture.failedStage(new BrokerException("no server", null));
		TaskPublishException ex = failure(call().taskId("my-id"));

		assertThat(ex.outcomeUnknown()).isFalse();
		assertThat(ex).hasMessage("Task my-id could not be published: no server")
			.hasCauseExactlyInstanceOf(BrokerException.class);
	}

	@Test
	void tellsThatAnArgumentCannotBeWritten() {
		TaskPublishException ex = failure(call().args(Endless.create()));

		assertThat(ex.outcomeUnknown()).isFalse();
		assertThat(ex).hasMessageContaining("could not be published").hasMessageContaining("Endless");
		assertThat(this.broker.published).isEmpty();
		assertThat(this.broker.declared).isEmpty();
	}

	@Test
	void refusesToPublishACompositeAsATask() throws Exception {
		SignatureMessage chord = new SignatureMessage("celery.chord", List.of(), Map.of(), TaskOptions.NONE, "chord",
				false);
		CompletableFuture<String> published = this.publisher.publish(chord, Lineage.NONE).toCompletableFuture();

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(published::get)
			.withCauseExactlyInstanceOf(TaskPublishException.class)
			.withMessageContaining("a chord is not a task of its own");
		assertThat(this.broker.published).isEmpty();
	}

	@Test
	void publishesAMessageAsItIs() throws Exception {
		TaskHeaders headers = TaskHeaders.of("id", "reports.build").toBuilder().retries(3).build();
		TaskBody body = new TaskBody(List.of(1), Map.of(), Embed.NONE);
		this.publisher.publish(new TaskMessage(headers, body, null, null), "topics", "a.b", NOW.plusSeconds(10))
			.toCompletableFuture()
			.get();

		assertThat(headers().retries()).isEqualTo(3);
		assertThat(this.broker.last().exchange()).isEqualTo("topics");
		assertThat(this.broker.last().routingKey()).isEqualTo("a.b");
		assertThat(this.broker.last().notBefore()).isEqualTo(NOW.plusSeconds(10));
		assertThat(this.broker.declared).isEmpty();
	}

	@Test
	void definitionTellsWhetherTheResultIsIgnored() {
		publish(Signature.of("reports.clear", Void.class));
		assertThat(headers().ignoreResult()).isTrue();

		publish(Signature.of("reports.clear", Void.class).ignoreResult(false));
		assertThat(headers().ignoreResult()).isFalse();
	}

	private static Signature<String> call() {
		return Signature.of("reports.build", String.class, 42L);
	}

	private String destination(TaskPublisher to, String task) {
		publish(to, Signature.of(task, Object.class));
		return this.broker.last().routingKey();
	}

	private String publish(Signature<?> signature) {
		return publish(this.publisher, signature);
	}

	private String publish(TaskPublisher to, Signature<?> signature) {
		return to.publish(signature.toMessage(), Lineage.NONE).toCompletableFuture().join();
	}

	private TaskPublishException failure(Signature<?> signature) {
		CompletableFuture<String> published = this.publisher.publish(signature.toMessage(), Lineage.NONE)
			.toCompletableFuture();
		return (TaskPublishException) assertThatExceptionOfType(ExecutionException.class).isThrownBy(published::get)
			.withCauseExactlyInstanceOf(TaskPublishException.class)
			.actual()
			.getCause();
	}

	private TaskHeaders headers() {
		return this.codec.headers(this.broker.last().message());
	}

	private TaskBody body() {
		return this.codec.body(this.broker.last().message());
	}

	private TaskPublisher publisher(Map<String, String> routes) {
		PublisherOptions options = new PublisherOptions("tasks", routes, Map.of("slow", SLOW), Duration.ofSeconds(5),
				"gen1@host");
		return new TaskPublisher(options, registry(), this.codec, this.broker, new ManualTimeSource());
	}

	private static TaskRegistry registry() {
		try {
			Class<?> type = Reports.class;
			var method = type.getDeclaredMethod("clear");
			TaskDefinition definition = new TaskDefinitionReader(new JsonPayloadCodec(), (text) -> text)
				.read(method.getAnnotation(Task.class), type, method, Reports::new);
			return new TaskRegistry(List.of(definition));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Reports {

		@Task(queue = "own", ignoreResult = true)
		void clear() {
		}

	}

	record Endless(Map<String, Object> self) {

		static Endless create() {
			Map<String, Object> map = new LinkedHashMap<>();
			map.put("self", map);
			return new Endless(map);
		}

	}

}
