package io.taskqueue.worker;

/**
 * The parts of the first stages.
 *
 * @param receiver takes deliveries
 * @param holding holds what is nearly due
 */
record AdmitStage(Receiver receiver, Holding holding) {

	/**
	 * Put the stages together.
	 * @param with what the worker is given
	 * @param counters counts
	 * @param inFlight what is begun and not yet settled
	 * @param settle the last stage
	 * @param prefetch grows with what waits
	 * @param slots the slots
	 * @return the stages
	 */
	static AdmitStage of(Collaborators with, WorkerCounters counters, InFlight inFlight, SettleStage settle,
			Prefetch prefetch, Slots slots) {
		WorkerOptions options = with.options();
		RepeatCheck repeats = new RepeatCheck(with.store(), settle.backlog(), prefetch, settle.settler(), inFlight,
				counters, slots);
		Entrance entrance = new Entrance(slots, repeats);
		Holding holding = new Holding(with.time(), entrance);
		Decoder decoder = new Decoder(with.codec(), options.maxMessageSize());
		Admission admission = new Admission(options, with.registry(), with.broker().capabilities(), with.time());
		return new AdmitStage(new Receiver(decoder, admission, settle.settler(), holding, entrance, inFlight), holding);
	}

}
