package io.taskqueue.message;

import org.jspecify.annotations.Nullable;

/**
 * The AMQP basic properties that task messages use (protocol reference 3.1). There is no
 * {@code expiration} here on purpose: it makes RabbitMQ drop messages silently, so only
 * the {@code expires} header is sent and an incoming property is not carried on.
 *
 * @param contentType the content type, {@code application/json} without parameters for
 * tasks
 * @param contentEncoding the content encoding, {@code utf-8} for JSON
 * @param persistent whether the broker keeps the message on disk
 * @param priority the priority, or {@code null} for none
 * @param correlationId the task id, or {@code null}
 * @param replyTo the reply queue of an {@code rpc} result backend, or {@code null}
 * @since 0.1.0
 */
public record MessageProperties(@Nullable String contentType, @Nullable String contentEncoding, boolean persistent,
		@Nullable Integer priority, @Nullable String correlationId, @Nullable String replyTo) {

	/**
	 * Properties of a persistent JSON message.
	 * @param correlationId the task id, or {@code null}
	 * @return the properties
	 */
	public static MessageProperties json(@Nullable String correlationId) {
		return new MessageProperties("application/json", "utf-8", true, null, correlationId, null);
	}

}
