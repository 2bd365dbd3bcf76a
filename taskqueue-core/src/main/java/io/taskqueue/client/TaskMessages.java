package io.taskqueue.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Embed;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessage;
import io.taskqueue.message.TaskOptions;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskRegistry;

/**
 * Turns a signature into the message that is published for it: options become headers,
 * relative times become instants.
 */
final class TaskMessages {

	private static final String REPUBLISHED = "republished";

	private final TaskRegistry registry;

	private final String origin;

	TaskMessages(TaskRegistry registry, String origin) {
		this.registry = registry;
		this.origin = origin;
	}

	TaskMessage create(String id, SignatureMessage signature, Lineage lineage, Instant now) {
		TaskOptions options = signature.options();
		Embed embed = new Embed(options.link(), options.linkError(), options.chain(), options.chord());
		return new TaskMessage(headers(id, signature, lineage, now),
				new TaskBody(signature.args(), signature.kwargs(), embed), options.priority(), options.replyTo());
	}

	private TaskHeaders headers(String id, SignatureMessage signature, Lineage lineage, Instant now) {
		TaskOptions options = signature.options();
		return TaskHeaders.of(id, signature.task())
			.toBuilder()
			.shadow(options.shadow())
			.eta(instant(options.eta(), options.countdown(), now))
			.expires(instant(options.expires(), options.expiresIn(), now))
			.group(options.groupId())
			.groupIndex(options.groupIndex())
			.retries(orZero(options.retries()))
			.timeLimit(options.timeLimit())
			.rootId(first(lineage.rootId(), options.rootId(), id))
			.parentId(first(lineage.parentId(), options.parentId(), null))
			.origin(this.origin)
			.ignoreResult(ignoreResult(signature))
			.replacedTaskNesting(orZero(options.replacedTaskNesting()))
			.stampedHeaders(new ArrayList<>(options.stamps().keySet()))
			.stamps(options.stamps())
			.custom(custom(options, lineage))
			.build();
	}

	@Nullable Boolean ignoreResult(SignatureMessage signature) {
		if (signature.options().ignoreResult() != null) {
			return signature.options().ignoreResult();
		}
		TaskDefinition definition = this.registry.find(signature.task());
		return (definition != null) ? definition.ignoreResult() : null;
	}

	private static Map<String, @Nullable Object> custom(TaskOptions options, Lineage lineage) {
		if (!lineage.republished()) {
			return options.headers();
		}
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(options.headers());
		headers.put(REPUBLISHED, true);
		return headers;
	}

	private static @Nullable Instant instant(@Nullable Instant absolute, @Nullable Duration relative, Instant now) {
		return (absolute != null || relative == null) ? absolute : now.plus(relative);
	}

	private static int orZero(@Nullable Integer number) {
		return (number != null) ? number : 0;
	}

	private static @Nullable String first(@Nullable String stronger, @Nullable String weaker,
			@Nullable String otherwise) {
		if (stronger != null) {
			return stronger;
		}
		return (weaker != null) ? weaker : otherwise;
	}

}
