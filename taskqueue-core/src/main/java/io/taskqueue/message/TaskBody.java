package io.taskqueue.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The body of a task message (protocol reference 3.3).
 *
 * @param args the positional arguments: values to be written as JSON, or {@link Json} as
 * they were read
 * @param kwargs the keyword arguments, likewise
 * @param embed what follows the task
 * @since 0.1.0
 */
public record TaskBody(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs, Embed embed) {

	/**
	 * Copies collections.
	 */
	public TaskBody {
		args = Collections.unmodifiableList(new ArrayList<>(args));
		kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
	}

	/**
	 * The sizes only, so that arguments do not end up in logs.
	 */
	@Override
	public String toString() {
		return "TaskBody[" + this.args.size() + " args, " + this.kwargs.size() + " kwargs, " + this.embed + "]";
	}

}
