package io.taskqueue.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The third element of a task body: what follows the task (protocol reference 3.3).
 *
 * @param callbacks signatures published with the result
 * @param errbacks signatures published on failure
 * @param chain the remaining steps in reverse order: the next step is the last element
 * @param chord the body of the chord this task is a member of, or {@code null}
 * @since 0.1.0
 */
public record Embed(List<SignatureMessage> callbacks, List<SignatureMessage> errbacks, List<SignatureMessage> chain,
		@Nullable SignatureMessage chord) {

	/**
	 * Nothing follows.
	 */
	public static final Embed NONE = new Embed(List.of(), List.of(), List.of(), null);

	/**
	 * Copies collections.
	 */
	public Embed {
		callbacks = List.copyOf(callbacks);
		errbacks = List.copyOf(errbacks);
		chain = List.copyOf(chain);
	}

}
