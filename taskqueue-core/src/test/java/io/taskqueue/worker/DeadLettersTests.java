package io.taskqueue.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

class DeadLettersTests {

	private static final Message MESSAGE = new Message(MessageProperties.json("1"),
			Map.of("id", "1", "task", "demo.add", "tenant", "a"), new byte[] { 1, 2, 3 });

	private final Broker broker = mock(Broker.class);

	private final Delivery delivery = mock(Delivery.class);

	private final DeadLetters deadLetters = new DeadLetters(this.broker, new ManualTimeSource(), Duration.ofSeconds(1),
			new WorkerCounters());

	@BeforeEach
	void prepare() {
		given(this.delivery.message()).willReturn(MESSAGE);
		given(this.delivery.queue()).willReturn("tasks");
		given(this.delivery.exchange()).willReturn("");
		given(this.delivery.routingKey()).willReturn("tasks");
		given(this.broker.declare(any())).willReturn(CompletableFuture.completedFuture(null));
	}

	@Test
	void whenTheHeadersDoNotFitTheBodyIsRecordedWithoutThem() {
		given(this.broker.publish(any()))
			.willReturn(CompletableFuture.failedFuture(new RefusedPublicationException("headers too large", null)))
			.willReturn(CompletableFuture.completedFuture(null));

		assertThat(record()).isCompleted();

		List<Publication> published = published(2);
		assertThat(published.get(0).message().headers()).containsEntry("tenant", "a");
		assertThat(published.get(1).message().headers()).containsEntry("id", "1")
			.containsEntry("taskqueue-dead-reason", "failed")
			.doesNotContainKey("tenant");
		assertThat(published.get(1).message().body()).containsExactly(1, 2, 3);
	}

	@Test
	void whenTheBrokerIsAwayNothingIsLeftOut() {
		given(this.broker.publish(any())).willReturn(CompletableFuture.failedFuture(new BrokerException("away", null)));

		assertThat(record()).isCompletedExceptionally();

		published(1);
	}

	private CompletableFuture<Void> record() {
		return this.deadLetters.record(this.delivery, DeadReason.FAILED, "what happened").toCompletableFuture();
	}

	private List<Publication> published(int count) {
		ArgumentCaptor<Publication> publications = ArgumentCaptor.forClass(Publication.class);
		then(this.broker).should(times(count)).publish(publications.capture());
		return publications.getAllValues();
	}

}
