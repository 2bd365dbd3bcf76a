package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnconfirmedException;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedChannelTests {

	private final List<String> unknown = new ArrayList<>();

	private final List<String> guilty = new ArrayList<>();

	private final List<String> ignored = new ArrayList<>();

	@Test
	void publicationsOfALostConnectionHaveAnUnknownFate() {
		sort(new ShutdownSignalException(true, false, null, this), "a", "b");

		assertThat(this.unknown).containsExactly("a", "b");
		assertThat(this.guilty).isEmpty();
		assertThat(this.ignored).isEmpty();
	}

	@Test
	void serverIgnoresWhatFollowsAMissingExchange() {
		sort(notFound("no exchange 'missing' in vhost '/'"), "a", "missing", "missing", "b");

		assertThat(this.unknown).containsExactly("a");
		assertThat(this.guilty).containsExactly("missing");
		assertThat(this.ignored).containsExactly("b", "missing");
	}

	@Test
	void missingExchangeOfNobodyLeavesEverythingUnknown() {
		sort(notFound("no exchange 'other' in vhost '/'"), "a");

		assertThat(this.unknown).containsExactly("a");
	}

	private void sort(ShutdownSignalException cause, String... exchanges) {
		Unconfirmed unconfirmed = new Unconfirmed();
		for (int i = 0; i < exchanges.length; i++) {
			unconfirmed.add(i + 1, pending(exchanges[i]));
		}
		new ClosedChannel(cause, (pending, failure) -> {
			assertThat(failure).isInstanceOf(UnconfirmedException.class);
			this.unknown.add(pending.exchange());
		}, (pending, failure) -> this.guilty.add(pending.exchange()), (pending) -> this.ignored.add(pending.exchange()))
			.sort(unconfirmed);
		assertThat(unconfirmed.size()).isZero();
	}

	private static PendingPublication pending(String exchange) {
		Message message = new Message(MessageProperties.json(null), Map.of(), new byte[0]);
		return new PendingPublication(new Publication(message, exchange, "key", null, Duration.ofSeconds(1)), 0);
	}

	private ShutdownSignalException notFound(String text) {
		AMQP.Channel.Close close = new AMQP.Channel.Close.Builder().replyCode(AMQP.NOT_FOUND)
			.replyText("NOT_FOUND - " + text)
			.build();
		return new ShutdownSignalException(false, false, close, this);
	}

}
