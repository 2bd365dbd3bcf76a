package io.taskqueue.rabbitmq;

import java.io.IOException;
import java.time.Duration;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Publication;
import io.taskqueue.contract.BrokerScene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;

@ExtendWith(MockitoExtension.class)
class PublishChannelTests {

	@Mock
	private Connection connection;

	@Mock
	private Channel channel;

	@Mock
	private PublishChannel.Listener listener;

	private PublishChannel publishing;

	@BeforeEach
	void open() throws IOException {
		given(this.connection.createChannel()).willReturn(this.channel);
		this.publishing = PublishChannel.open(this.connection, this.listener);
	}

	@Test
	void everyWriteThatBrokeOffStaysUnconfirmed() throws IOException {
		PendingPublication first = pending();
		PendingPublication second = pending();
		willThrow(new IOException("Broken pipe")).given(this.channel)
			.basicPublish(any(), any(), anyBoolean(), any(), any());

		assertThatIOException().isThrownBy(() -> this.publishing.write(first));
		assertThatIOException().isThrownBy(() -> this.publishing.write(second));

		assertThat(this.publishing.unconfirmed().removeAll((pending) -> true)).containsExactly(first, second);
	}

	@Test
	void messageThatCannotBeWrittenTakesNoSequenceNumber() throws IOException {
		PendingPublication unwritable = pending();
		PendingPublication next = pending();
		willThrow(new IllegalArgumentException("Unencodable header")).willDoNothing()
			.given(this.channel)
			.basicPublish(any(), any(), anyBoolean(), any(), any());

		assertThatExceptionOfType(BrokerException.class).isThrownBy(() -> this.publishing.write(unwritable));
		assertThat(this.publishing.write(next)).isTrue();

		assertThat(this.publishing.unconfirmed().answered(1, false)).containsExactly(next);
	}

	private static PendingPublication pending() {
		return new PendingPublication(Publication.toQueue("tasks", BrokerScene.text("text"), Duration.ofSeconds(1)), 0);
	}

}
