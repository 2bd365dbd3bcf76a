package io.taskqueue.rabbitmq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.BrokerException;
import io.taskqueue.broker.UnroutableException;

/**
 * What became of the unanswered publications of a closed channel. In general that is
 * unknown. Only where the server closed it because of a missing exchange, it is known:
 * the first publication to that exchange is the culprit, and the server has ignored every
 * later one, which can be written again.
 */
final class ClosedChannel {

	private static final Pattern NO_EXCHANGE = Pattern.compile("no exchange '(.*)' in vhost");

	private final ShutdownSignalException cause;

	private final BiConsumer<PendingPublication, BrokerException> unknown;

	private final BiConsumer<PendingPublication, UnroutableException> guilty;

	private final Consumer<PendingPublication> ignored;

	/**
	 * Creates the sorter.
	 * @param cause why the channel was closed
	 * @param unknown takes publications of unknown fate
	 * @param guilty takes the publication because of which it was closed
	 * @param ignored takes publications that the server ignored, newest first
	 */
	ClosedChannel(ShutdownSignalException cause, BiConsumer<PendingPublication, BrokerException> unknown,
			BiConsumer<PendingPublication, UnroutableException> guilty, Consumer<PendingPublication> ignored) {
		this.cause = cause;
		this.unknown = unknown;
		this.guilty = guilty;
		this.ignored = ignored;
	}

	void sort(Unconfirmed unconfirmed) {
		List<PendingPublication> publications = new ArrayList<>(unconfirmed.removeAll((pending) -> true));
		String exchange = missingExchange();
		int culprit = culprit(publications, exchange);
		publications.subList(0, culprit)
			.forEach((pending) -> this.unknown.accept(pending, PublishFailures.lost(pending, this.cause)));
		if (exchange != null && culprit < publications.size()) {
			this.guilty.accept(publications.get(culprit), PublishFailures.noExchange(exchange));
			List<PendingPublication> later = publications.subList(culprit + 1, publications.size());
			Collections.reverse(later);
			later.forEach(this.ignored);
		}
	}

	private static int culprit(List<PendingPublication> publications, @Nullable String exchange) {
		for (int index = 0; index < publications.size(); index++) {
			if (publications.get(index).exchange().equals(exchange)) {
				return index;
			}
		}
		return publications.size();
	}

	private @Nullable String missingExchange() {
		Matcher matcher = NO_EXCHANGE.matcher(Causes.text(this.cause));
		return (Causes.code(this.cause) == AMQP.NOT_FOUND && matcher.find()) ? matcher.group(1) : null;
	}

}
