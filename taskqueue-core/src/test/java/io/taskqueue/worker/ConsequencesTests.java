package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.client.DerivedIds;
import io.taskqueue.message.Embed;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskOptions;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

class ConsequencesTests {

	private final Tasks tasks = new Tasks();

	private final WorkerFixture fixture = new WorkerFixture(this.tasks);

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void aChainPassesItsResultsOn() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "add"), TestMessages
			.chain(TestMessages.signature("add", "id-2", 10), TestMessages.signature("add", "id-3", 100)), 1, 2));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-3").result().text()).isEqualTo("113");
		assertThat(this.fixture.outcome("id-1").children().text()).isEqualTo("[[[\"id-2\",null],null]]");
		assertThat(this.fixture.outcome("id-2").children().text()).isEqualTo("[[[\"id-3\",null],null]]");
		assertThat(this.fixture.outcome("id-3").parentId()).isEqualTo("id-2");
		assertThat(this.tasks.roots).containsOnly("id-1");
	}

	@Test
	void callbacksGetTheResultAndImmutableOnesDoNot() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "add"),
				TestMessages.callbacks(TestMessages.signature("add", "id-2", 10),
						TestMessages.immutable(TestMessages.signature("add", "id-3", 5, 6))),
				1, 2));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-2").result().text()).isEqualTo("13");
		assertThat(this.fixture.outcome("id-3").result().text()).isEqualTo("11");
		assertThat(this.fixture.outcome("id-1").children().text())
			.isEqualTo("[[[\"id-2\",null],null],[[\"id-3\",null],null]]");
	}

	@Test
	void idsThatNobodyHasChosenAreDerived() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "add"),
				TestMessages.callbacks(TestMessages.signature("add", null, 10)), 1, 2));
		this.fixture.start();

		String derived = DerivedIds.derive("id-1", "link", 0);
		assertThat(this.fixture.outcome(derived).result().text()).isEqualTo("13");
	}

	@Test
	void whatFollowsInheritsPriorityAndStamps() {
		SignatureMessage callback = TestMessages.signature("add", "id-2", 10)
			.withOptions(TaskOptions.NONE.toBuilder().taskId("id-2").stamps(Map.of("own", 1)).build());
		Message message = TestMessages.message(
				TaskHeaders.of("id-1", "add").toBuilder().stamps(Map.of("tenant", "blue")).build(),
				TestMessages.callbacks(callback), 1, 2);
		this.fixture.publish(new Message(new MessageProperties("application/json", "utf-8", true, 5, "id-1", null),
				message.headers(), message.body()));
		this.fixture.start();

		this.fixture.outcome("id-2");
		Message published = this.fixture.broker.publications.get(0).message();
		assertThat(published.properties().priority()).isEqualTo(5);
		assertThat(TestMessages.CODEC.headers(published).stamps()).isEqualTo(Map.of("tenant", "blue", "own", 1));
	}

	@Test
	void errbacksGetTheIdOfTheFailedTask() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "fails"),
				TestMessages.errbacks(TestMessages.signature("note", "id-2"),
						TestMessages.immutable(TestMessages.signature("note", "id-3", "own")))));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-2").state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.fixture.outcome("id-3").state()).isEqualTo(TaskState.SUCCESS);
		assertThat(this.tasks.notes).containsExactlyInAnyOrder("id-1", "own");
		assertThat(this.fixture.outcome("id-2").parentId()).isEqualTo("id-1");
	}

	@Test
	void aFailureEndsTheRestOfItsChain() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "fails"), TestMessages
			.chain(TestMessages.signature("add", "id-2", 10), TestMessages.signature("add", "id-3", 100))));
		this.fixture.start();

		for (String id : List.of("id-1", "id-2", "id-3")) {
			ResultDocument outcome = this.fixture.outcome(id);
			assertThat(outcome.state()).isEqualTo(TaskState.FAILURE);
			assertThat(ErrorDocument.read(outcome.result()).arguments()).containsExactly("broken");
		}
	}

	@Test
	void anUnknownTaskEndsTheRestOfItsChainToo() {
		try (WorkerFixture strict = new WorkerFixture((options) -> options.unknownTaskGrace(Duration.ZERO),
				this.tasks)) {
			List<Delivery> dead = strict.dead();
			strict.publish(TestMessages.message(TaskHeaders.of("id-1", "nobody.knows"),
					new Embed(List.of(), List.of(TestMessages.signature("note", "id-2")),
							List.of(TestMessages.signature("add", "id-3")), null)));
			strict.start();

			assertThat(ErrorDocument.read(strict.outcome("id-1").result()).type()).isEqualTo("NotRegistered");
			assertThat(ErrorDocument.read(strict.outcome("id-3").result()).type()).isEqualTo("NotRegistered");
			assertThat(strict.outcome("id-2").state()).isEqualTo(TaskState.SUCCESS);
			WorkerFixture.await(() -> assertThat(dead).hasSize(1));
			assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "unknown-task");
		}
	}

	@Test
	void childrenThatTheTaskItselfPublishedComeFirst() {
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "publishes"),
				TestMessages.callbacks(TestMessages.immutable(TestMessages.signature("note", "id-2", "x")))));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-1").children().text())
			.isEqualTo("[[[\"own\",null],null],[[\"id-2\",null],null]]");
	}

	@Test
	void whatThisVersionCannotPublishIsADeadRecord() {
		List<Delivery> dead = this.fixture.dead();
		SignatureMessage group = new SignatureMessage("celery.group", List.of(), Map.of("tasks", List.of()),
				TaskOptions.NONE, "group", false);
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "add").toBuilder().group("group-1").build(),
				new Embed(List.of(group), List.of(), List.of(), TestMessages.signature("body", "id-9")), 1, 2));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-1").state()).isEqualTo(TaskState.SUCCESS);
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat(dead.get(0).message().headers()).containsEntry("taskqueue-dead-reason", "unpublished");
		assertThat((String) dead.get(0).message().headers().get("taskqueue-dead-detail")).contains("link celery.group")
			.contains("chord body");
		WorkerFixture
			.await(() -> assertThat(this.fixture.worker.status().deadRecords()).containsEntry("unpublished", 1L));
	}

	@Test
	void whatNoQueueTakesIsADeadRecordAndTheRestIsPublished() {
		List<Delivery> dead = this.fixture.dead();
		SignatureMessage lost = TestMessages.signature("add", "id-2", 10)
			.withOptions(TaskOptions.NONE.toBuilder().taskId("id-2").exchange("gone").routingKey("nowhere").build());
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "add"),
				TestMessages.callbacks(lost, TestMessages.signature("add", "id-3", 20)), 1, 2));
		this.fixture.start();

		assertThat(this.fixture.outcome("id-3").result().text()).isEqualTo("23");
		WorkerFixture.await(() -> assertThat(dead).hasSize(1));
		assertThat((String) dead.get(0).message().headers().get("taskqueue-dead-detail")).contains("Task 'add'");
	}

	@Test
	void whatIsPublishedAgainAfterAFailureSaysThatItMayBeARepeat() {
		this.fixture.broker.failing = (publication) -> {
			this.fixture.broker.failing = (later) -> null;
			return new BrokerException("away", null);
		};
		this.fixture.publish(TestMessages.message(TaskHeaders.of("id-1", "add"),
				TestMessages.callbacks(TestMessages.signature("add", "id-2", 10)), 1, 2));
		this.fixture.start();

		WorkerFixture.await(() -> assertThat(this.fixture.worker.status().pendingOutcomes()).isEqualTo(1));
		WorkerFixture.await(() -> {
			this.fixture.time.advance(Duration.ofSeconds(1));
			assertThat(this.fixture.worker.status().pendingOutcomes()).isZero();
		});

		assertThat(this.fixture.outcome("id-2").result().text()).isEqualTo("13");
		Publication publication = this.fixture.broker.publications.get(0);
		assertThat(publication.message().headers()).containsEntry("republished", true);
	}

	static final class Tasks {

		private final List<String> roots = new CopyOnWriteArrayList<>();

		private final List<String> notes = new CopyOnWriteArrayList<>();

		@Task(name = "add")
		int add(int x, int y, TaskContext context) {
			this.roots.add(context.rootId());
			return x + y;
		}

		@Task(name = "fails")
		void fails() {
			throw new IllegalStateException("broken");
		}

		@Task(name = "note")
		void note(String text) {
			this.notes.add(text);
		}

		@Task(name = "publishes")
		void publishes(TaskContext context) {
			context.published("own");
		}

	}

}
