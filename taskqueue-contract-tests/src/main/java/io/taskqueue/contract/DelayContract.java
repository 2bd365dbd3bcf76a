package io.taskqueue.contract;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.taskqueue.broker.BrokerCapabilities;
import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.broker.UnroutableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that are held back.
 */
interface DelayContract extends BrokerContract {

	/**
	 * The delay of most tests.
	 */
	Duration DELAY = Duration.ofSeconds(3);

	@ParameterizedTest
	@ValueSource(ints = { 500, 1700, 3000 })
	default void delayedMessageArrivesWhenItIsDueAndNotEarlier(int millisBeyondTheStep) {
		Duration delay = step().plusMillis(millisBeyondTheStep);
		Instant due = scene().harness().now().plus(delay);
		Inbox inbox = new Inbox();
		ArrivalTimes arrivals = new ArrivalTimes(scene().harness(), inbox);
		scene().consume(1, arrivals);

		scene().publish(delayed("later", due));

		scene().harness().pass(delay);
		inbox.await(1);
		assertThat(arrivals.first()).isAfterOrEqualTo(due.minus(step()))
			.isBeforeOrEqualTo(due.plus(scene().harness().lateness()));
	}

	@Test
	default void delayedMessageKeepsItsRoute() {
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);

		scene().publish(delayed("later", scene().harness().now().plus(DELAY)));

		scene().harness().pass(DELAY);
		Delivery delivery = inbox.awaitAt(0);
		assertThat(delivery.routingKey()).isEqualTo(scene().queue());
		assertThat(delivery.queue()).isEqualTo(scene().queue());
		assertThat(delivery.redelivered()).isFalse();
		assertThat(delivery.message()).usingRecursiveComparison().isEqualTo(BrokerScene.text("later"));
	}

	@Test
	default void dueMessageArrivesAtOnce() {
		scene().publish(delayed("past", scene().harness().now().minusSeconds(60)));

		scene().assertLeft("past");
	}

	@Test
	default void shorterDelayOvertakesLongerOne() {
		Instant now = scene().harness().now();
		Inbox inbox = new Inbox();
		scene().consume(10, inbox);

		scene().publish(delayed("long", now.plus(DELAY).plusSeconds(3)));
		scene().publish(delayed("short", now.plus(DELAY)));
		scene().publish("now");

		scene().harness().pass(DELAY.plusSeconds(3));
		inbox.await(3);
		assertThat(inbox.texts()).containsExactly("now", "short", "long");
	}

	@Test
	default void delayedMessageSurvivesItsConsumer() {
		MessageConsumer first = scene().consume(1, new Inbox());
		scene().publish(delayed("later", scene().harness().now().plus(DELAY)));
		first.close();
		Inbox second = new Inbox();
		scene().consume(1, second);

		scene().harness().pass(DELAY);

		second.await(1);
		assertThat(second.texts()).containsExactly("later");
	}

	@Test
	default void delayedMessageSurvivesStop() {
		scene().publish(delayed("later", scene().harness().now().plus(DELAY)));
		scene().broker().stop();
		scene().harness().pass(DELAY);
		Inbox inbox = new Inbox();

		scene().consume(1, inbox);

		inbox.await(1);
		assertThat(inbox.texts()).containsExactly("later");
	}

	@Test
	default void longestDelayIsAccepted() {
		Duration longest = scene().broker().capabilities().maxDelay().minusMinutes(1);
		Inbox inbox = new Inbox();
		scene().consume(1, inbox);

		scene().publish(delayed("much later", scene().harness().now().plus(longest)));

		inbox.staysAt(0, scene().harness().quiet());
	}

	@Test
	default void longerDelayThanTheBrokerCanIsRefusedByName() {
		BrokerCapabilities capabilities = scene().broker().capabilities();
		Instant tooFar = scene().harness().now().plus(capabilities.maxDelay()).plusSeconds(60);

		Throwable failure = Stages.failure(scene().broker().publish(delayed("never", tooFar)));

		assertThat(failure).isInstanceOf(BrokerException.class)
			.hasMessageContaining("delay")
			.hasMessageContaining(capabilities.name());
		scene().assertLeft();
	}

	@Test
	default void delayedMessageToAnUndeclaredQueueIsUnroutable() {
		String missing = scene().newName();
		Publication publication = Publication.toQueue(missing, BrokerScene.text("lost"), BrokerScene.CONFIRM_TIMEOUT)
			.notBefore(scene().harness().now().plus(DELAY));

		Throwable failure = Stages.failure(scene().broker().publish(publication));

		assertThat(failure).isInstanceOf(UnroutableException.class).hasMessageContaining(missing);
	}

	private Duration step() {
		return scene().broker().capabilities().delayStep();
	}

	private Publication delayed(String text, Instant due) {
		return Publication.toQueue(scene().queue(), BrokerScene.text(text), BrokerScene.CONFIRM_TIMEOUT).notBefore(due);
	}

}
