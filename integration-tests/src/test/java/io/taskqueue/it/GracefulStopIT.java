package io.taskqueue.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RabbitServerExtension;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Workers that come and go in an orderly way.
 */
@ExtendWith({ RabbitServerExtension.class, RedisServerExtension.class })
class GracefulStopIT {

	private static final int TASKS = 10_000;

	private final Scene scene;

	GracefulStopIT(RabbitServer rabbit, RedisServer redis) {
		this.scene = new Scene("graceful-stop", rabbit, redis);
	}

	@AfterEach
	void close() {
		this.scene.close();
	}

	@Test
	void everyTaskRunsOnceWhileWorkersStopAndStart() throws Exception {
		WorkerProcess first = this.scene.worker("taskqueue.worker.name=first@ledger");
		WorkerProcess second = this.scene.worker("taskqueue.worker.name=second@ledger");
		List.of(first, second).forEach(WorkerProcess::begin);
		List.of(first, second).forEach(WorkerProcess::awaitReady);
		CompletableFuture<List<CompletableFuture<String>>> submitted = CompletableFuture.supplyAsync(this::submit);

		awaitEnds(TASKS / 4);
		first.stop();
		first.begin();
		awaitEnds(TASKS / 2);
		second.stop();
		int whenSecondStopped = this.scene.ledger().ends().size();
		first.awaitReady();
		List<CompletableFuture<String>> outcomes = submitted.get(60, TimeUnit.SECONDS);
		CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
		first.stop();

		assertThat(whenSecondStopped).isLessThan(TASKS);
		assertThat(this.scene.ledger().accepts()).hasSize(TASKS);
		assertThat(this.scene.ledger().starts().values()).hasSize(TASKS).containsOnly(1L);
		assertThat(this.scene.ledger().ends().values()).hasSize(TASKS).containsOnly(1L);
		assertThat(outcomes).extracting(CompletableFuture::join).containsAll(this.scene.ledger().accepts());
	}

	private List<CompletableFuture<String>> submit() {
		List<CompletableFuture<String>> outcomes = new ArrayList<>();
		for (int batch = 0; batch < TASKS; batch += 1000) {
			List<Signature<String>> signatures = IntStream.range(batch, batch + 1000)
				.mapToObj((number) -> Signature.of(LedgerTasks.HOLD, String.class, "entry-" + number, 10))
				.toList();
			this.scene.submit(signatures).stream().map(AsyncResult::toCompletableFuture).forEach(outcomes::add);
		}
		return outcomes;
	}

	private void awaitEnds(int count) {
		await().atMost(Duration.ofSeconds(60)).until(() -> this.scene.ledger().ends().size() >= count);
	}

}
