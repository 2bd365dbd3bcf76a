package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.time.Duration;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.rabbitmq.Settlements.Kind;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

class SubscriptionTests {

	private final Channel channel = mock(Channel.class);

	private final RabbitThread settler = new RabbitThread("settle");

	private Subscription subscription;

	@BeforeEach
	void open() throws IOException {
		Connection connection = mock(Connection.class);
		given(connection.createChannel()).willReturn(this.channel);
		given(this.channel.isOpen()).willReturn(true);
		given(this.channel.basicConsume(any(), anyBoolean(), any(Consumer.class))).willReturn("tag");
		this.subscription = Subscription.open(connection, mock(QueueConsumer.class), 10, this.settler);
	}

	@Test
	void nothingIsWrittenWhileItIsHeld() throws IOException {
		this.subscription.hold();
		this.subscription.settle(1, Kind.ACK);

		this.settler.close(Duration.ofSeconds(10));
		then(this.channel).should(never()).basicAck(anyLong(), anyBoolean());
	}

	@Test
	void whatWasHeldIsWrittenAtTheEnd() throws IOException {
		this.subscription.hold();
		this.subscription.settle(1, Kind.ACK);

		this.subscription.cancel();

		this.settler.close(Duration.ofSeconds(10));
		then(this.channel).should().basicAck(1, false);
	}

	/**
	 * A second change of the prefetch may find the old subscription.
	 */
	@Test
	void afterItsEndItIsNotHeld() throws IOException {
		this.subscription.cancel();
		this.subscription.hold();

		this.subscription.settle(1, Kind.ACK);

		this.settler.close(Duration.ofSeconds(10));
		then(this.channel).should().basicAck(1, false);
	}

}
