package io.taskqueue.memory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.taskqueue.broker.ConsumerOptions;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.MessageConsumer;
import io.taskqueue.broker.Publication;
import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MemoryQueueTests {

	private static final ConsumerOptions OPTIONS = new ConsumerOptions("letters", 10);

	private final MemoryQueue queue = new MemoryQueue("letters", 0);

	private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

	@AfterEach
	void stop() {
		this.queue.stop();
	}

	@Test
	void threadExistsWhileThereAreConsumers() {
		assertThat(threads()).isEmpty();

		MessageConsumer one = this.queue.consume(OPTIONS, Delivery::ack);
		MessageConsumer two = this.queue.consume(OPTIONS, Delivery::ack);
		assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);

		one.cancel();
		two.cancel();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
	}

	@Test
	void noThreadIsLeftWhenStopHasReturned() {
		for (int round = 0; round < 100; round++) {
			this.queue.consume(OPTIONS, Delivery::ack);

			this.queue.stop();

			assertThat(threads()).isEmpty();
		}
	}

	@Test
	void messagesGivenBackInAnyOrderTakeTheirOldPlaces() throws InterruptedException {
		MessageConsumer consumer = this.queue.consume(OPTIONS, this.deliveries::add);
		publish("1", "2", "3");
		List<Delivery> taken = List.of(take(), take(), take());
		consumer.cancel();
		publish("4");

		taken.get(1).requeue();
		taken.get(2).requeue();
		taken.get(0).requeue();

		this.queue.consume(OPTIONS, this.deliveries::add);
		assertThat(List.of(text(take()), text(take()), text(take()), text(take()))).containsExactly("1", "2", "3", "4");
	}

	@RepeatedTest(20)
	void consumersTakeTurns() throws InterruptedException {
		BlockingQueue<Delivery> others = new LinkedBlockingQueue<>();
		this.queue.consume(OPTIONS, this.deliveries::add);
		this.queue.consume(OPTIONS, others::add);

		publish("1", "2", "3", "4");

		assertThat(List.of(text(take()), text(take()))).containsExactly("1", "3");
		assertThat(List.of(text(others.take()), text(others.take()))).containsExactly("2", "4");
	}

	@Test
	void cancelReturnsWhenTheHandlerHasReturned() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		MessageConsumer consumer = this.queue.consume(OPTIONS, (delivery) -> {
			entered.countDown();
			awaitUninterrupted(leave);
		});
		publish("1");
		entered.await();
		ExecutorService canceller = Executors.newSingleThreadExecutor();

		Future<?> cancelled = canceller.submit(consumer::cancel);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !consumer.active());
		assertThat(cancelled).isNotDone();
		leave.countDown();

		cancelled.get(10, TimeUnit.SECONDS);
		canceller.shutdown();
	}

	@Test
	void queueIsUsableWhileAHandlerRuns() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		this.queue.consume(OPTIONS, (delivery) -> {
			entered.countDown();
			awaitUninterrupted(leave);
			delivery.ack();
			this.deliveries.add(delivery);
		});
		publish("1");
		entered.await();

		publish("2");
		this.queue.consume(OPTIONS, this.deliveries::add).cancel();
		leave.countDown();

		assertThat(List.of(text(take()), text(take()))).containsExactly("1", "2");
	}

	private void publish(String... texts) {
		for (String text : texts) {
			Message message = new Message(MessageProperties.json(text), Map.of(), new byte[0]);
			this.queue.add(Publication.toQueue("letters", message, Duration.ofSeconds(1)));
		}
	}

	private Delivery take() throws InterruptedException {
		return this.deliveries.take();
	}

	private static String text(Delivery delivery) {
		return delivery.message().properties().correlationId();
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("taskqueue-memory-letters"))
			.toList();
	}

}
