package io.taskqueue.worker;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.MalformedMessageException;
import io.taskqueue.message.Message;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.result.ErrorDocument;

/**
 * Second stage: reads the headers. Whatever comes, the answer is a value: no message
 * stops a consumer.
 */
final class Decoder {

	private static final String JSON = "application/json";

	private final TaskMessageCodec codec;

	private final int maxMessageSize;

	Decoder(TaskMessageCodec codec, int maxMessageSize) {
		this.codec = codec;
		this.maxMessageSize = maxMessageSize;
	}

	Decoded decode(Delivery delivery) {
		Message message = delivery.message();
		if (message.body().length > this.maxMessageSize) {
			return refusal(delivery, DeadReason.TOO_LARGE, "The body has " + message.body().length
					+ " bytes, more than the " + this.maxMessageSize + " that this worker accepts");
		}
		if (!isJson(message.properties().contentType())) {
			return refusal(delivery, DeadReason.CONTENT_TYPE,
					"The content type is not application/json: the task must be sent with the json serializer");
		}
		return headers(delivery);
	}

	private Decoded headers(Delivery delivery) {
		try {
			return Request.of(delivery, this.codec.headers(delivery.message()));
		}
		catch (MalformedMessageException ex) {
			return refusal(delivery, DeadReason.MALFORMED, text(ex), ex.taskId());
		}
		catch (RuntimeException | StackOverflowError ex) {
			return refusal(delivery, DeadReason.MALFORMED, "The headers can't be read: " + ex.getClass().getName());
		}
	}

	private static Refusal refusal(Delivery delivery, DeadReason reason, String detail) {
		Object id = delivery.message().headers().get("id");
		return refusal(delivery, reason, detail, (id instanceof String text) ? text : null);
	}

	private static Refusal refusal(Delivery delivery, DeadReason reason, String detail, @Nullable String taskId) {
		String type = (reason != DeadReason.CONTENT_TYPE) ? "DecodeError" : "ContentDisallowed";
		ErrorDocument error = new ErrorDocument(type, "kombu.exceptions", List.of(detail));
		return new Refusal(delivery, reason, detail, error, ("".equals(taskId)) ? null : taskId, null);
	}

	private static String text(MalformedMessageException ex) {
		String message = ex.getMessage();
		return (message != null) ? message : "The message is not a task";
	}

	private static boolean isJson(@Nullable String contentType) {
		if (contentType == null || contentType.equals(JSON)) {
			return contentType != null;
		}
		int parameters = contentType.indexOf(';');
		String type = (parameters < 0) ? contentType : contentType.substring(0, parameters);
		return type.strip().toLowerCase(Locale.ROOT).equals(JSON);
	}

}
