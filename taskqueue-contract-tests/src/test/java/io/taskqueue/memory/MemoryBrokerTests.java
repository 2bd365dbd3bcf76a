package io.taskqueue.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.Publication;
import io.taskqueue.contract.BrokerContractTests;
import io.taskqueue.contract.BrokerHarness;
import io.taskqueue.contract.BrokerScene;
import io.taskqueue.contract.Inbox;
import io.taskqueue.contract.Stages;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryBrokerTests extends BrokerContractTests {

	@Override
	protected BrokerHarness createHarness() {
		return new MemoryHarness();
	}

	@Override
	@Test
	protected void missingConfirmEndsAsUnconfirmedWithinTheDeadline() {
		assertThat(publishWithoutPatience().toCompletableFuture())
			.as("a confirm can't be missing: it is there when publish returns")
			.isCompleted();
	}

	@Override
	@Test
	protected void publishingWithoutAServerFailsWithinTheDeadline() {
		scene().broker().stop();

		assertThat(publishWithoutPatience().toCompletableFuture()).as("there is no server that could be away")
			.isCompleted();
	}

	@Override
	@Test
	protected void confirmedMessagesAndConsumersSurviveTheServer() {
		assertThat(scene().broker().capabilities().durable())
			.as("the server is this process: there is nothing to survive")
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 1_000, 3_600_000 })
	void delayedMessageIsHeldBackUntilTheClockSaysSo(long millis) {
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);
		Duration delay = Duration.ofMillis(millis);
		Stages.done(
				scene().broker().publish(scene().publication("later").notBefore(scene().harness().now().plus(delay))));

		scene().harness().pass(delay.minusNanos(1));
		inbox.staysAt(0, scene().harness().quiet());

		scene().harness().pass(Duration.ofNanos(1));
		inbox.await(1);
	}

	private CompletionStage<Void> publishWithoutPatience() {
		return scene().broker()
			.publish(Publication.toQueue(scene().queue(), BrokerScene.text("at once"), Duration.ZERO));
	}

	private static final class MemoryHarness implements BrokerHarness {

		private final ManualTimeSource time = new ManualTimeSource();

		private final Broker broker = new MemoryBroker(this.time);

		@Override
		public Broker broker() {
			return this.broker;
		}

		@Override
		public Instant now() {
			return this.time.now();
		}

		@Override
		public void pass(Duration duration) {
			this.time.advance(duration);
		}

		@Override
		public Duration lateness() {
			return Duration.ZERO;
		}

		@Override
		public Duration quiet() {
			return Duration.ofMillis(100);
		}

		@Override
		public void close() {
			this.broker.stop();
		}

	}

}
