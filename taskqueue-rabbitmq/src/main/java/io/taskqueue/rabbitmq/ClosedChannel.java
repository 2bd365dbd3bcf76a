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

import io.taskqueue.broker.UnconfirmedException;

/**
 * What became of the unanswered publications of a closed channel. In general that is
 * unknown. Only where the server closed it because of a missing exchange, it is known:
 * the first publication to that exchange is the culprit, and the server has ignored every
 * later one, which can be written again.
 */
final class ClosedChannel {

	private static final Pattern NO_EXCHANGE = Pattern.compile("no exchange '(.*)' in vhost");

	private final ShutdownSignalException cause;

	ClosedChannel(ShutdownSignalException cause) {
		this.cause = cause;
	}

	void sort(Unconfirmed unconfirmed, BiConsumer<PendingPublication, Throwable> failed,
			Consumer<PendingPublication> ignored) {
		List<PendingPublication> publications = new ArrayList<>(unconfirmed.removeAll((pending) -> true));
		String exchange = missingExchange();
		int culprit = culprit(publications, exchange);
		for (PendingPublication pending : publications.subList(0, culprit)) {
			failed.accept(pending,
					new UnconfirmedException("The connection was lost before RabbitMQ confirmed the message to "
							+ pending.target() + ", whether it is published is unknown: " + Causes.text(this.cause),
							this.cause));
		}
		if (exchange != null && culprit < publications.size()) {
			failed.accept(publications.get(culprit), Unroutable.noExchange(exchange));
			List<PendingPublication> later = publications.subList(culprit + 1, publications.size());
			Collections.reverse(later);
			later.forEach(ignored);
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
