package io.taskqueue.rabbitmq;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Publication;
import io.taskqueue.broker.QueueDeclaration;
import io.taskqueue.broker.RefusedPublicationException;
import io.taskqueue.time.TimeSource;

/**
 * Knows what must exist before a publication is written, and makes it exist.
 */
final class PublicationTargets {

	/**
	 * A server that finds a deleted quorum queue there again before it has told the
	 * queue's consumers, moves them to the new one, which then never delivers to them.
	 */
	private static final Duration RESTORE_PAUSE = Duration.ofSeconds(1);

	private final QueueTopology topology;

	private final DelayLadder ladder;

	private final TimeSource time;

	PublicationTargets(QueueTopology topology, DelayLadder ladder, TimeSource time) {
		this.topology = topology;
		this.ladder = ladder;
		this.time = time;
	}

	/**
	 * Make sure that a publication arrives, as far as that can be known beforehand.
	 * @return completes when it can be written; {@code null} if it can be written at once
	 */
	@Nullable CompletionStage<Void> verify(Publication publication) {
		Duration delay = PendingPublication.delay(publication, this.time.now());
		if (delay.toSeconds() > 0) {
			return pending(delayed(publication, delay));
		}
		return publication.exchange().isEmpty() ? null : pending(this.topology.verifyExchange(publication.exchange()));
	}

	private CompletionStage<Void> delayed(Publication publication, Duration delay) {
		String queue = publication.routingKey();
		if (delay.compareTo(DelayLadder.MAX_DELAY) > 0) {
			return CompletableFuture.failedFuture(new RefusedPublicationException("A delay until "
					+ publication.notBefore() + " is too long for rabbitmq, which holds messages back for at most "
					+ DelayLadder.MAX_DELAY.toDays() + " days; the message to queue '" + queue + "' is not published",
					null));
		}
		if (!publication.exchange().isEmpty() && !publication.exchange().equals(queue)) {
			return CompletableFuture.failedFuture(PublishFailures.delayedExchange(publication.exchange()));
		}
		return this.ladder.prepare(queue);
	}

	private static @Nullable CompletionStage<Void> pending(CompletionStage<Void> stage) {
		CompletableFuture<Void> future = stage.toCompletableFuture();
		return (future.isDone() && !future.isCompletedExceptionally()) ? null : future;
	}

	/**
	 * After a message came back: what was believed to exist doesn't. Declare it again, a
	 * queue after a pause.
	 * @return completes when it exists; {@code null} if nothing is known about it
	 */
	@Nullable CompletionStage<Void> restore(PendingPublication returned) {
		String queue = returned.publication().routingKey();
		this.topology.forget(queue);
		if (DelayedKeys.isLadder(returned.exchange())) {
			this.ladder.forgetAll();
			return this.ladder.prepare(queue);
		}
		QueueDeclaration known = returned.publication().exchange().isEmpty() ? this.topology.known(queue) : null;
		return (known != null) ? declareLater(known) : null;
	}

	private CompletionStage<Void> declareLater(QueueDeclaration queue) {
		CompletableFuture<Void> pause = new CompletableFuture<>();
		this.time.schedule(RESTORE_PAUSE, () -> pause.complete(null));
		return pause.thenCompose((over) -> this.topology.declare(queue));
	}

	/**
	 * Believe nothing any more.
	 */
	void forgetAll() {
		this.topology.forgetAll();
		this.ladder.forgetAll();
	}

}
