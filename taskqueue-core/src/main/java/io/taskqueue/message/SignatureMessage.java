package io.taskqueue.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A signature as it travels inside a message (protocol reference 6.1 and 6.2): a task
 * with arguments and options, to be published by whoever finishes the step before it.
 *
 * @param task the task name
 * @param args the positional arguments: values to be written as JSON, or {@link Json} as
 * they were read
 * @param kwargs the keyword arguments, likewise
 * @param options the options
 * @param subtaskType {@code chain}, {@code group} or {@code chord} for a composite,
 * {@code null} for a task
 * @param immutable whether the result of the step before is not prepended to the
 * arguments
 * @since 0.1.0
 */
public record SignatureMessage(String task, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs,
		TaskOptions options, @Nullable String subtaskType, boolean immutable) {

	/**
	 * Copies collections.
	 */
	public SignatureMessage {
		args = Collections.unmodifiableList(new ArrayList<>(args));
		kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
	}

	/**
	 * The same signature with other options.
	 * @param changed the options
	 * @return a new signature
	 */
	public SignatureMessage withOptions(TaskOptions changed) {
		return new SignatureMessage(this.task, this.args, this.kwargs, changed, this.subtaskType, this.immutable);
	}

	/**
	 * The same signature with other positional arguments.
	 * @param changed the arguments
	 * @return a new signature
	 */
	public SignatureMessage withArgs(List<@Nullable Object> changed) {
		return new SignatureMessage(this.task, changed, this.kwargs, this.options, this.subtaskType, this.immutable);
	}

	/**
	 * Without the arguments, so that they do not end up in logs.
	 */
	@Override
	public String toString() {
		return "SignatureMessage[" + this.task + ", " + this.options + "]";
	}

}
