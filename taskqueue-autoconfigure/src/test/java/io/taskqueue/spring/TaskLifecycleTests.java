package io.taskqueue.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.taskqueue.ResultType;
import io.taskqueue.broker.Broker;
import io.taskqueue.client.PublisherOptions;
import io.taskqueue.client.ResultReader;
import io.taskqueue.client.TaskPublisher;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.result.ResultStore;
import io.taskqueue.time.SystemTimeSource;
import io.taskqueue.worker.TaskThreads;
import io.taskqueue.worker.TaskWorker;
import io.taskqueue.worker.WorkerOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

class TaskLifecycleTests {

	private final SystemTimeSource time = new SystemTimeSource();

	private final Broker broker = mock();

	private final ResultStore store = mock();

	private final ResultReader results = new ResultReader(this.store, new JsonPayloadCodec(), this.time,
			Duration.ofSeconds(1), Runnable::run);

	private final CallbackThreads callbacks = new CallbackThreads(TaskThreads.platform());

	@Test
	void workerStartsLastAndStopsFirst() {
		assertThat(workerLifecycle(new MemoryBroker(this.time)).getPhase()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void connectionsEndBetweenTheWebServerAndRedis() {
		// WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE and
		// LettuceConnectionFactory
		assertThat(TaskQueueLifecycle.PHASE).isLessThan(Integer.MAX_VALUE - 2048).isPositive();
	}

	@Test
	void stopAlwaysCallsBack() throws InterruptedException {
		TaskWorkerLifecycle lifecycle = workerLifecycle(new MemoryBroker(this.time));
		CountDownLatch stopped = new CountDownLatch(3);

		lifecycle.stop(stopped::countDown);
		lifecycle.start();
		lifecycle.stop(stopped::countDown);
		lifecycle.stop(stopped::countDown);

		stopped.await();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void stopCallsBackWhenTheWorkerFails() throws InterruptedException {
		MemoryBroker memory = new MemoryBroker(this.time);
		given(this.broker.capabilities()).willReturn(memory.capabilities());
		given(this.broker.declare(any())).willAnswer((call) -> memory.declare(call.getArgument(0)));
		given(this.broker.consume(any(), any())).willReturn(mock((call) -> {
			throw new IllegalStateException("cancelled");
		}));
		TaskWorkerLifecycle lifecycle = workerLifecycle(this.broker);
		CountDownLatch stopped = new CountDownLatch(1);

		lifecycle.start();
		lifecycle.stop(stopped::countDown);

		stopped.await();
	}

	@Test
	void connectionsAreEndedWithEachStop() {
		given(this.broker.capabilities()).willReturn(new MemoryBroker(this.time).capabilities());
		TaskQueueLifecycle lifecycle = new TaskQueueLifecycle(this.broker, this.store, this.time, this.results,
				this.callbacks, true);

		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
		assertThat(lifecycle.isRunning()).isFalse();
		lifecycle.start();
		lifecycle.stop();
		lifecycle.destroy();

		then(this.broker).should(times(3)).stop();
		then(this.store).should(times(3)).stop();
	}

	@Test
	void waitingForAResultEndsWithTheConnections() {
		MemoryResultStore kept = new MemoryResultStore(this.time);
		ResultReader reader = new ResultReader(kept, new JsonPayloadCodec(), this.time, Duration.ofSeconds(1),
				Runnable::run);
		CompletableFuture<String> result = reader.result("never", ResultType.of(String.class)).toCompletableFuture();

		new TaskQueueLifecycle(this.broker, kept, this.time, reader, this.callbacks, true).stop();

		assertThat(result).isCompletedExceptionally();
	}

	@Test
	void callbacksRunAgainAfterStop() throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(2);

		this.callbacks.execute(ran::countDown);
		this.callbacks.stop();
		this.callbacks.stop();
		this.callbacks.execute(ran::countDown);

		ran.await();
		this.callbacks.stop();
	}

	private TaskWorkerLifecycle workerLifecycle(Broker consumed) {
		TaskRegistry registry = new TaskRegistry(List.of());
		JsonPayloadCodec payloads = new JsonPayloadCodec();
		TaskMessageCodec codec = new TaskMessageCodec(payloads);
		PublisherOptions options = new PublisherOptions("tasks", Map.of(), Map.of(), Duration.ofSeconds(1),
				"gen1@host");
		TaskPublisher publisher = new TaskPublisher(options, registry, codec, consumed, this.time);
		TaskWorker worker = new TaskWorker(WorkerOptions.builder("test@host", List.of("tasks")).build(), registry,
				codec, payloads, publisher, consumed, new MemoryResultStore(this.time), this.time,
				TaskThreads.platform());
		return new TaskWorkerLifecycle(worker, true, "ready", List.of());
	}

}
