package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.taskqueue.broker.Publication;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

class UnconfirmedTests {

	private final Unconfirmed unconfirmed = new Unconfirmed();

	private final PendingPublication[] pending = new PendingPublication[4];

	@BeforeEach
	void write() {
		for (int i = 1; i < this.pending.length; i++) {
			this.pending[i] = pending();
			this.unconfirmed.add(i, this.pending[i]);
		}
	}

	@Test
	void singleAnswerCoversOne() {
		assertThat(this.unconfirmed.answered(2, false)).containsExactly(this.pending[2]);
		assertThat(this.unconfirmed.size()).isEqualTo(2);
	}

	@Test
	void multipleAnswerCoversAllEarlierOnes() {
		assertThat(this.unconfirmed.answered(2, true)).containsExactly(this.pending[1], this.pending[2]);
		assertThat(this.unconfirmed.size()).isEqualTo(1);
	}

	@Test
	void answeringTwiceHasNoEffect() {
		this.unconfirmed.answered(3, true);

		assertThat(this.unconfirmed.answered(3, true)).isEmpty();
		assertThat(this.unconfirmed.answered(1, false)).isEmpty();
		assertThat(this.unconfirmed.size()).isZero();
	}

	@Test
	void firstMatchIsTheOldest() {
		assertThat(this.unconfirmed.removeFirst((candidate) -> true)).isSameAs(this.pending[1]);
		assertThat(this.unconfirmed.removeFirst((candidate) -> false)).isNull();
	}

	private static PendingPublication pending() {
		Message message = new Message(MessageProperties.json(null), Map.of(), new byte[0]);
		return new PendingPublication(Publication.toQueue("q", message, Duration.ofSeconds(1)), 0);
	}

}
