package io.taskqueue.worker;

import java.util.function.Consumer;

/**
 * The way from admission to the slots: straight, except for what may be a repeat.
 */
final class Entrance implements Consumer<Job> {

	private final Slots slots;

	private final RepeatCheck repeats;

	Entrance(Slots slots, RepeatCheck repeats) {
		this.slots = slots;
		this.repeats = repeats;
	}

	@Override
	public void accept(Job job) {
		if (job.request().suspect()) {
			this.repeats.check(job);
		}
		else {
			this.slots.enter(job);
		}
	}

}
