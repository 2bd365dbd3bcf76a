package io.taskqueue.worker;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.time.TimeSource;

/**
 * What a slot's thread does with a job: acknowledge it if that comes first, run it, and
 * hand it on to be settled.
 */
final class SlotWork implements Slots.Work {

	private static final Logger logger = LoggerFactory.getLogger(SlotWork.class);

	private final Runner runner;

	private final Prefetch prefetch;

	private final Outcomes outcomes;

	private final Settler settler;

	private final InFlight inFlight;

	private final WorkerCounters counters;

	private final TimeSource time;

	SlotWork(Runner runner, Prefetch prefetch, Outcomes outcomes, Settler settler, InFlight inFlight,
			WorkerCounters counters, TimeSource time) {
		this.runner = runner;
		this.prefetch = prefetch;
		this.outcomes = outcomes;
		this.settler = settler;
		this.inFlight = inFlight;
		this.counters = counters;
		this.time = time;
	}

	@Override
	public void run(Job job, Slots slots) {
		if (!WatchedDelivery.begin(job.delivery())) {
			this.counters.dropped();
			this.inFlight.leave();
			return;
		}
		if (!job.acksLate()) {
			job.delivery().ack();
		}
		if (job.trackStarted()) {
			this.outcomes.started(job);
		}
		long begin = this.time.nanoTime();
		Finished finished = this.runner.run(new TaskRun(job, slots, this.prefetch));
		count(finished.outcome());
		log(finished, begin);
		this.settler.settle(finished);
	}

	private void count(Outcome outcome) {
		if (!(outcome instanceof Outcome.GivenBack || outcome instanceof Outcome.Revoked)) {
			this.counters.processed();
		}
	}

	private void log(Finished finished, long begin) {
		if (!logger.isDebugEnabled()) {
			return;
		}
		long millis = Duration.ofNanos(this.time.nanoTime() - begin).toMillis();
		logger.debug("Task {} ended after {} ms: {}", finished.job(), millis,
				finished.outcome().getClass().getSimpleName());
	}

}
