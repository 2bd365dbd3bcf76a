package io.taskqueue.rabbitmq;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.taskqueue.rabbitmq.Settlements.Kind;
import io.taskqueue.rabbitmq.Settlements.Settlement;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementsTests {

	private final Settlements settlements = new Settlements();

	@Test
	void aRunOfAcknowledgementsTakesOneFrame() {
		delivered(4);
		settle(2, Kind.ACK);
		settle(1, Kind.ACK);
		settle(3, Kind.ACK);

		assertThat(this.settlements.take()).containsExactly(new Settlement(3, Kind.ACK, true));
	}

	@Test
	void acknowledgementsBehindAnUnsettledDeliveryStayAlone() {
		delivered(4);
		settle(1, Kind.ACK);
		settle(3, Kind.ACK);
		settle(4, Kind.ACK);

		assertThat(this.settlements.take()).containsExactly(new Settlement(3, Kind.ACK, false),
				new Settlement(4, Kind.ACK, false), new Settlement(1, Kind.ACK, false));
	}

	@Test
	void whatIsNotAcknowledgedComesBeforeARunThatWouldCoverIt() {
		delivered(4);
		settle(1, Kind.ACK);
		settle(2, Kind.REQUEUE);
		settle(3, Kind.REJECT);
		settle(4, Kind.ACK);

		assertThat(this.settlements.take()).containsExactly(new Settlement(2, Kind.REQUEUE, false),
				new Settlement(3, Kind.REJECT, false), new Settlement(4, Kind.ACK, true));
	}

	@Test
	void onlyTheFirstThatWaitsAsksToBeWritten() {
		delivered(3);

		assertThat(settle(1, Kind.ACK)).isTrue();
		assertThat(settle(2, Kind.ACK)).isFalse();
		this.settlements.take();
		assertThat(settle(3, Kind.ACK)).isTrue();
	}

	@Test
	void everythingIsSettledOnceItIsTaken() {
		delivered(1);
		assertThat(this.settlements.allSettled()).isFalse();
		settle(1, Kind.ACK);
		assertThat(this.settlements.allSettled()).isFalse();

		this.settlements.take();

		assertThat(this.settlements.allSettled()).isTrue();
		assertThat(this.settlements.take()).isEmpty();
	}

	private void delivered(int count) {
		LongStream.rangeClosed(1, count).forEach(this.settlements::delivered);
	}

	private boolean settle(long tag, Kind kind) {
		return this.settlements.settle(new Settlement(tag, kind, false));
	}

}
