package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.UnroutableException;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.time.TimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

@ExtendWith(MockitoExtension.class)
class PublicationTargetsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final QueueDeclaration TASKS = QueueDeclaration.named("tasks");

	@Mock
	private QueueTopology topology;

	@Mock
	private DelayLadder ladder;

	@Mock
	private TimeSource time;

	@Captor
	private ArgumentCaptor<Runnable> scheduled;

	@Test
	void deletedQueueIsDeclaredAgainAfterAPause() {
		given(this.topology.known("tasks")).willReturn(TASKS);
		PublicationTargets targets = new PublicationTargets(this.topology, this.ladder, this.time);

		CompletionStage<Void> restored = targets.restore(returned());

		then(this.time).should().schedule(eq(Duration.ofSeconds(1)), this.scheduled.capture());
		then(this.topology).should(never()).declare(any());
		given(this.topology.declare(TASKS)).willReturn(CompletableFuture.completedFuture(null));
		this.scheduled.getValue().run();
		assertThat(restored).isCompleted();
	}

	@Test
	void unknownQueueIsNotDeclared() {
		PublicationTargets targets = new PublicationTargets(this.topology, this.ladder, this.time);

		assertThat(targets.restore(returned())).isNull();
	}

	@Test
	void delayThroughAnExchangeIsUnroutableSoThatAWorkerFallsBackToTheQueue() {
		given(this.time.now()).willReturn(NOW);
		PublicationTargets targets = new PublicationTargets(this.topology, this.ladder, this.time);

		CompletionStage<Void> verified = targets.verify(new Publication(BrokerScene.text("text"), "media", "tasks",
				NOW.plusSeconds(10), Duration.ofSeconds(1)));

		assertThat(verified).isNotNull();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> verified.toCompletableFuture().get())
			.withCauseInstanceOf(UnroutableException.class)
			.withMessageContaining("exchange 'media'");
		then(this.ladder).shouldHaveNoInteractions();
	}

	private static PendingPublication returned() {
		return new PendingPublication(Publication.toQueue("tasks", BrokerScene.text("text"), Duration.ofSeconds(1)), 0);
	}

}
