package io.taskqueue.contract;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnconfirmedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every broker must keep. To test a broker, inherit and make a harness. The tests
 * here need a server that fails; a broker without one overrides them and asserts why.
 */
@Timeout(120)
public abstract class BrokerContractTests
		implements PublishContract, SettleContract, PrefetchContract, ConsumeContract, DelayContract, RestartContract {

	private BrokerHarness harness;

	private BrokerScene scene;

	/**
	 * Make a harness with a new broker.
	 * @return the harness
	 */
	protected abstract BrokerHarness createHarness();

	@BeforeEach
	void setTheScene() {
		this.harness = createHarness();
		this.scene = new BrokerScene(this.harness);
	}

	@AfterEach
	void leaveNoThread() {
		try (BrokerHarness closed = this.harness) {
			closed.broker().stop();
			OwnThreads.assertNone();
		}
	}

	@Override
	public final BrokerScene scene() {
		return this.scene;
	}

	@Test
	protected void missingConfirmEndsAsUnconfirmedWithinTheDeadline() {
		this.harness.silenceConfirms();
		Publication publication = Publication.toQueue(this.scene.queue(), BrokerScene.text("who knows"),
				Duration.ofMillis(500));

		Throwable failure = Stages.failure(this.scene.broker().publish(publication));

		assertThat(failure).isInstanceOf(UnconfirmedException.class).hasMessageContaining(this.scene.queue());
	}

	@Test
	protected void publishingWithoutAServerFailsWithinTheDeadline() {
		this.harness.stopServer();
		Publication publication = Publication.toQueue(this.scene.queue(), BrokerScene.text("nowhere"),
				Duration.ofMillis(500));

		Throwable failure = Stages.failure(this.scene.broker().publish(publication));

		assertThat(failure).isInstanceOf(BrokerException.class);
	}

	@Test
	protected void confirmedMessagesAndConsumersSurviveTheServer() {
		this.scene.publish("1", "2");
		Inbox inbox = new Inbox();
		this.scene.consume(10, inbox);
		List<Delivery> lost = inbox.await(2);

		this.harness.stopServer();
		this.harness.startServer();

		inbox.await(4);
		assertThat(lost).noneMatch(Delivery::open);
		assertThat(inbox.texts().subList(2, 4)).containsExactly("1", "2");
		inbox.deliveries().forEach(Delivery::ack);
		this.scene.publish("3");
		assertThat(inbox.awaitAt(4).message().body()).asString().isEqualTo("3");
	}

}
