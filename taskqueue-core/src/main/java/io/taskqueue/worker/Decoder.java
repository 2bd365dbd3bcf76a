package io.taskqueue.worker;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Delivery;
import io.taskqueue.message.MalformedMessageException;
import io.taskqueue.message.Message;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;

/**
 * Second stage: reads the headers. Whatever comes, the answer is a value: no message
 * stops a consumer.
 */
final class Decoder {

	private static final String JSON = "application/json";

	private final TaskMessageCodec codec;

	private final Documents documents;

	private final int maxMessageSize;

	Decoder(TaskMessageCodec codec, Documents documents, int maxMessageSize) {
		this.codec = codec;
		this.documents = documents;
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

	private Refusal refusal(Delivery delivery, DeadReason reason, String detail) {
		return refusal(delivery, reason, detail,
				(delivery.message().headers().get("id") instanceof String id) ? id : null);
	}

	private Refusal refusal(Delivery delivery, DeadReason reason, String detail, @Nullable String taskId) {
		String type = (reason == DeadReason.CONTENT_TYPE) ? "ContentDisallowed" : "DecodeError";
		ResultDocument document = (taskId == null || taskId.isEmpty()) ? null
				: this.documents.failure(taskId, new ErrorDocument(type, "kombu.exceptions", List.of(detail)), null);
		return new Refusal(delivery, reason, detail, document);
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
