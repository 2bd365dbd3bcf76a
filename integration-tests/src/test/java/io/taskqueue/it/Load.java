package io.taskqueue.it;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.taskqueue.AsyncResult;
import io.taskqueue.Signature;
import io.taskqueue.TaskPublishException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Submits a hundred tasks a second to each of some queues, whatever happens, and notes
 * what is said about each of them. Their entries in the ledger are the name of the queue
 * and a number.
 */
final class Load implements AutoCloseable {

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Set<String> outcomeUnknown = ConcurrentHashMap.newKeySet();

	private final Set<String> notPublished = ConcurrentHashMap.newKeySet();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger rounds = new AtomicInteger();

	private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

	private final AtomicLong longestNanos = new AtomicLong();

	private final Scene scene;

	private final List<String> queues;

	Load(Scene scene, String... queues) {
		this.scene = scene;
		this.queues = List.of(queues);
		this.clock.scheduleAtFixedRate(this::submitRound, 0, 10, TimeUnit.MILLISECONDS);
	}

	private void submitRound() {
		int round = this.rounds.incrementAndGet();
		this.queues.forEach((queue) -> submit(queue, queue + "-" + round));
	}

	private void submit(String queue, String entry) {
		this.unanswered.add(entry);
		long begin = System.nanoTime();
		this.scene.tasks()
			.submitAsync(Signature.of(LedgerTasks.HOLD, String.class, entry, 20L).queue(queue))
			.whenComplete((submitted, failure) -> answered(entry, begin, submitted, failure));
	}

	private void answered(String entry, long begin, @Nullable AsyncResult<String> submitted,
			@Nullable Throwable failure) {
		this.longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
		if (submitted != null) {
			this.scene.ledger().accepted(entry);
		}
		else {
			Throwable cause = (failure instanceof CompletionException wrapping) ? wrapping.getCause() : failure;
			this.failures.add(cause);
			boolean unknown = cause instanceof TaskPublishException refused && refused.outcomeUnknown();
			(unknown ? this.outcomeUnknown : this.notPublished).add(entry);
		}
		this.unanswered.remove(entry);
	}

	/**
	 * Wait until tasks that are submitted from now on are accepted and run, on each
	 * queue.
	 */
	void awaitProgress(Duration limit) {
		int now = this.rounds.get();
		await("tasks run that are submitted after number " + now).atMost(limit).until(() -> progress(now));
	}

	private boolean progress(int now) {
		Set<String> ends = this.scene.ledger().ends().keySet();
		return this.queues.stream()
			.allMatch((queue) -> ends.stream()
				.anyMatch((entry) -> entry.startsWith(queue + "-")
						&& Integer.parseInt(entry.substring(queue.length() + 1)) > now));
	}

	/**
	 * Submit no more, wait for an answer to each submit, and until all accepted tasks
	 * have ended.
	 */
	void finish(Duration limit) {
		this.clock.shutdown();
		await("each submit is answered").atMost(limit).untilAsserted(() -> assertThat(this.unanswered).isEmpty());
		await("accepted tasks have ended").atMost(limit)
			.untilAsserted(
					() -> assertThat(this.scene.ledger().ends().keySet()).containsAll(this.scene.ledger().accepts()));
		assertThat(this.failures).hasOnlyElementsOfType(TaskPublishException.class);
		assertThat(this.notPublished).doesNotContainAnyElementsOf(this.scene.ledger().starts().keySet());
	}

	/**
	 * The tasks of which it was said that the broker may have them.
	 */
	Set<String> outcomeUnknown() {
		return this.outcomeUnknown;
	}

	/**
	 * The tasks of which it was said that the broker does not have them.
	 */
	Set<String> notPublished() {
		return this.notPublished;
	}

	/**
	 * How long it took at most to answer a submit.
	 */
	Duration longest() {
		return Duration.ofNanos(this.longestNanos.get());
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
