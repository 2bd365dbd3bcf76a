package io.taskqueue.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client library's own handler, without its log entry for each connection that
 * breaks: {@link RabbitLink} learns of it and says what happens next.
 */
final class QuietExceptionHandler extends DefaultExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(QuietExceptionHandler.class);

	@Override
	public void handleUnexpectedConnectionDriverException(Connection connection, Throwable exception) {
		logger.debug("The connection broke", exception);
	}

}
