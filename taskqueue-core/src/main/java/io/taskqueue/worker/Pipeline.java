package io.taskqueue.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.Delivery;
import io.taskqueue.time.TimeSource;
import io.taskqueue.time.TimeSource.Timer;

/**
 * The stages of one start of a worker, and their threads: made by the start, gone after
 * the stop.
 */
final class Pipeline {

	private static final Logger logger = LoggerFactory.getLogger(Pipeline.class);

	/**
	 * How long interrupted tasks have to end.
	 */
	private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(3);

	private final WorkerOptions options;

	private final TimeSource time;

	private final InFlight inFlight = new InFlight();

	private final RunningTasks running = new RunningTasks();

	private final ExecutorService taskThreads;

	private final ExecutorService settleThread;

	private final SettleStage settle;

	private final Slots slots;

	private final AdmitStage admit;

	private final DeliveryWatch watch;

	private final Consumers consumers;

	Pipeline(Collaborators with, WorkerCounters counters) {
		this.options = with.options();
		this.time = with.time();
		this.taskThreads = with.threads().create("taskqueue-worker-");
		this.settleThread = NamedThreads.single("taskqueue-settle-");
		Prefetch prefetch = new Prefetch(this.options, this.settleThread, this::prefetch);
		this.settle = SettleStage.of(with, counters, this.inFlight, this.settleThread, prefetch, this::pause);
		Runner runner = new Runner(with.codec(), with.payloads(), new ExpiredRule(this.time),
				this.options.errorMapping(), this.running);
		Slots.Work work = new SlotWork(runner, prefetch, this.settle.outcomes(), this.settle.settler(), this.inFlight,
				counters, this.time);
		this.slots = new Slots(this.options.concurrency(), this.taskThreads, work, this.inFlight);
		this.admit = AdmitStage.of(with, counters, this.inFlight, this.settle, prefetch, this.slots);
		this.watch = DeliveryWatch.of(with, counters, this.settleThread, this.slots::prune);
		this.consumers = new Consumers(this.options, with.broker(), with.publisher()::declare,
				this.watch.watching(this.admit.receiver()), this.time);
	}

	void start() {
		this.watch.start();
		this.consumers.open();
	}

	/**
	 * Stop fetching, give back what was not begun, wait for what was, interrupt what does
	 * not end; the broker gives the rest to others.
	 * @param grace how long to wait
	 * @return completes when everything is given back and the threads are told to end
	 */
	CompletionStage<Void> stop(Duration grace) {
		this.consumers.cancel();
		int givenBack = giveBack();
		logger.info("Worker {} stops: {} deliveries given back, {} in work", this.options.name(), givenBack,
				this.inFlight.count());
		return quiet(grace).thenCompose((quiet) -> quiet ? quiet(Duration.ZERO) : interrupt())
			.thenCompose((quiet) -> this.watch.stop())
			.thenAcceptAsync((lapsed) -> close(), this.settleThread);
	}

	WorkerStatus status(boolean started, WorkerStatus.Totals totals) {
		return new WorkerStatus(this.options.name(), started, this.consumers.status(), this.slots.size(),
				this.slots.active(), this.slots.waiting() + this.admit.holding().size(),
				this.settle.backlog().outcomes(), !this.slots.paused(), totals);
	}

	private int giveBack() {
		List<Delivery> deliveries = new ArrayList<>(this.admit.holding().close());
		this.slots.close().forEach((job) -> deliveries.add(job.delivery()));
		deliveries.forEach(Delivery::requeue);
		return deliveries.size();
	}

	private CompletableFuture<Boolean> quiet(Duration patience) {
		CompletableFuture<Boolean> answer = this.inFlight.drained().thenApply((drained) -> true);
		if (!answer.isDone()) {
			Timer timer = this.time.schedule(patience, () -> answer.complete(false));
			answer.whenComplete((quiet, error) -> timer.cancel());
		}
		return answer;
	}

	private CompletableFuture<Boolean> interrupt() {
		logger.warn("Worker {}: {} tasks are interrupted, their time to end is over", this.options.name(),
				this.running.interrupt());
		return quiet(AFTER_INTERRUPT);
	}

	private void close() {
		this.consumers.close();
		this.settle.backlog().close();
		this.taskThreads.shutdown();
		this.settleThread.shutdown();
		logger.info("Worker {} has stopped; {} unsettled deliveries go to others, as far as they are acknowledged late",
				this.options.name(), this.inFlight.count());
	}

	private void pause(boolean full) {
		logger.warn(
				full ? "Worker {} begins no more tasks: {} outcomes wait for the result store or the broker"
						: "Worker {} begins tasks again: fewer than {} outcomes wait",
				this.options.name(), this.options.maxPendingOutcomes());
		this.slots.pause(full);
	}

	private void prefetch(int prefetch) {
		this.consumers.prefetch(prefetch);
	}

}
