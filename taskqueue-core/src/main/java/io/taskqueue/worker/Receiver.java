package io.taskqueue.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.result.ErrorDocument;

/**
 * First stage: takes deliveries on the broker's thread, has their headers read and
 * judged, and hands them on. No code of users runs here and nothing waits.
 */
final class Receiver implements DeliveryHandler {

	private static final Logger logger = LoggerFactory.getLogger(Receiver.class);

	private final Decoder decoder;

	private final Admission admission;

	private final Settler settler;

	private final Holding holding;

	private final Entrance entrance;

	private final InFlight inFlight;

	Receiver(Decoder decoder, Admission admission, Settler settler, Holding holding, Entrance entrance,
			InFlight inFlight) {
		this.decoder = decoder;
		this.admission = admission;
		this.settler = settler;
		this.holding = holding;
		this.entrance = entrance;
		this.inFlight = inFlight;
	}

	@Override
	public void handle(Delivery delivery) {
		handOn(judge(delivery));
	}

	private Verdict judge(Delivery delivery) {
		try {
			Decoded decoded = this.decoder.decode(delivery);
			return (decoded instanceof Request request) ? this.admission.admit(request) : (Refusal) decoded;
		}
		catch (RuntimeException ex) {
			logger.error("A message of queue {} could not be judged", delivery.queue(), ex);
			return new Refusal(delivery, DeadReason.MALFORMED, Failures.traceback(ex), ErrorDocument.of(ex), null,
					null);
		}
	}

	private void handOn(Verdict verdict) {
		if (verdict instanceof Verdict.Run run) {
			this.entrance.accept(run.job());
		}
		else if (verdict instanceof Verdict.Hold hold) {
			this.holding.hold(hold.job(), hold.until());
		}
		else {
			this.inFlight.enter();
			settle(verdict);
		}
	}

	private void settle(Verdict verdict) {
		if (verdict instanceof Verdict.Postpone postpone) {
			this.settler.settle(postpone);
		}
		else if (verdict instanceof Verdict.Revoke revoke) {
			this.settler.settle(revoke);
		}
		else if (verdict instanceof Refusal refusal) {
			this.settler.settle(refusal);
		}
	}

}
