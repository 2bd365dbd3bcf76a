package io.taskqueue.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.time.ManualTimeSource;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

class ConsumersTests {

	private final Broker broker = mock(Broker.class);

	private final MessageConsumer broken = mock(MessageConsumer.class);

	private final MessageConsumer sound = mock(MessageConsumer.class);

	@Test
	void aConsumerThatCanNotBeEndedDoesNotKeepTheOthersFromEnding() {
		given(this.broker.consume(any(), any())).willReturn(this.broken, this.sound);
		willThrow(new IllegalStateException("gone")).given(this.broken).cancel();
		willThrow(new IllegalStateException("gone")).given(this.broken).close();
		Consumers consumers = new Consumers(WorkerOptions.builder("node", List.of("first", "second")).build(),
				this.broker, (queue) -> CompletableFuture.completedFuture(null), (delivery) -> {
				}, new ManualTimeSource());
		consumers.open();

		consumers.cancel();
		consumers.close();

		then(this.sound).should().cancel();
		then(this.sound).should().close();
	}

}
