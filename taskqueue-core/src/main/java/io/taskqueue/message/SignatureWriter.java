package io.taskqueue.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes signatures with all six keys, and options under Celery's names (protocol
 * reference 6.1). An option that is not set is left out.
 */
final class SignatureWriter {

	private final JsonBuilder json;

	private final PayloadCodec payloads;

	SignatureWriter(JsonBuilder json, PayloadCodec payloads) {
		this.json = json;
		this.payloads = payloads;
	}

	void write(SignatureMessage signature) {
		this.json.startObject().field("task", signature.task()).name("args").startArray();
		signature.args().forEach(this::payload);
		this.json.endArray().name("kwargs").startObject();
		payloads(signature.kwargs());
		this.json.endObject().name("options").startObject();
		options(signature.options());
		this.json.endObject()
			.field("subtask_type", signature.subtaskType())
			.field("immutable", signature.immutable())
			.endObject();
	}

	void writeOptional(@Nullable SignatureMessage signature) {
		if (signature != null) {
			write(signature);
		}
		else {
			this.json.value(null);
		}
	}

	/**
	 * Write a list of signatures, or {@code null} where there are none.
	 * @param signatures the signatures
	 */
	void writeAll(List<SignatureMessage> signatures) {
		if (signatures.isEmpty()) {
			this.json.value(null);
			return;
		}
		this.json.startArray();
		signatures.forEach(this::write);
		this.json.endArray();
	}

	private void options(TaskOptions options) {
		present("task_id", options.taskId());
		present("queue", options.queue());
		present("exchange", options.exchange());
		present("routing_key", options.routingKey());
		present("priority", options.priority());
		times(options);
		present("ignore_result", options.ignoreResult());
		present("shadow", options.shadow());
		lineage(options);
		signatures("link", options.link());
		signatures("link_error", options.linkError());
		signatures("chain", options.chain());
		if (options.chord() != null) {
			this.json.name("chord");
			write(options.chord());
		}
		open(options);
	}

	private void times(TaskOptions options) {
		present("countdown", floating(options.countdown()));
		present("eta", HeaderWriter.time(options.eta()));
		present("expires",
				(options.expires() != null) ? HeaderWriter.time(options.expires()) : floating(options.expiresIn()));
		present("time_limit", HeaderWriter.seconds(options.timeLimit().hard()));
		present("soft_time_limit", HeaderWriter.seconds(options.timeLimit().soft()));
	}

	private void lineage(TaskOptions options) {
		present("reply_to", options.replyTo());
		present("root_id", options.rootId());
		present("parent_id", options.parentId());
		present("group_id", options.groupId());
		present("group_index", options.groupIndex());
		present("retries", options.retries());
		present("replaced_task_nesting", options.replacedTaskNesting());
	}

	private void open(TaskOptions options) {
		present("headers", emptyToNull(options.headers()));
		if (!options.stamps().isEmpty()) {
			this.json.field("stamped_headers", options.stamps().keySet());
			payloads(options.stamps());
		}
		payloads(options.other());
	}

	private void signatures(String name, List<SignatureMessage> signatures) {
		if (!signatures.isEmpty()) {
			this.json.name(name);
			writeAll(signatures);
		}
	}

	private void present(String name, @Nullable Object value) {
		if (value != null) {
			this.json.field(name, value);
		}
	}

	private void payloads(Map<String, @Nullable Object> values) {
		values.forEach((name, value) -> {
			this.json.name(name);
			payload(value);
		});
	}

	private void payload(@Nullable Object value) {
		this.json.value(this.payloads.write(value));
	}

	private static @Nullable Object emptyToNull(Map<String, @Nullable Object> values) {
		return values.isEmpty() ? null : values;
	}

	private static @Nullable Double floating(@Nullable Duration duration) {
		Number seconds = HeaderWriter.seconds(duration);
		return (seconds != null) ? seconds.doubleValue() : null;
	}

}
