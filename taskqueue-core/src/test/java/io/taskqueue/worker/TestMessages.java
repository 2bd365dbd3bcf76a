package io.taskqueue.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.Embed;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.Message;
import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessage;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.message.TaskOptions;

/**
 * Task messages as a client writes them.
 */
final class TestMessages {

	static final TaskMessageCodec CODEC = new TaskMessageCodec(new JsonPayloadCodec());

	private TestMessages() {
	}

	static Message task(String id, String name, @Nullable Object... args) {
		return message(TaskHeaders.of(id, name), args);
	}

	static Message message(TaskHeaders headers, @Nullable Object... args) {
		return message(headers, Embed.NONE, args);
	}

	static Message message(TaskHeaders headers, Embed embed, @Nullable Object... args) {
		return CODEC.encode(new TaskMessage(headers, new TaskBody(Arrays.asList(args), Map.of(), embed), null, null));
	}

	static SignatureMessage signature(String name, @Nullable String id, @Nullable Object... args) {
		TaskOptions options = TaskOptions.NONE.toBuilder().taskId(id).build();
		return new SignatureMessage(name, Arrays.asList(args), Map.of(), options, null, false);
	}

	static SignatureMessage immutable(SignatureMessage signature) {
		return new SignatureMessage(signature.task(), signature.args(), signature.kwargs(), signature.options(), null,
				true);
	}

	static Embed callbacks(SignatureMessage... callbacks) {
		return new Embed(List.of(callbacks), List.of(), List.of(), null);
	}

	static Embed errbacks(SignatureMessage... errbacks) {
		return new Embed(List.of(), List.of(errbacks), List.of(), null);
	}

	/**
	 * The remaining steps of a chain in the order in which they run.
	 */
	static Embed chain(SignatureMessage... steps) {
		List<SignatureMessage> reversed = new ArrayList<>(List.of(steps));
		Collections.reverse(reversed);
		return new Embed(List.of(), List.of(), reversed, null);
	}

}
