package io.taskqueue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskOptions;
import io.taskqueue.message.TimeLimit;

/**
 * A call of a task that has not been submitted: its name, arguments, options and result
 * type. Immutable: every method returns a new signature.
 *
 * @param <R> the result type
 * @since 0.1.0
 */
public final class Signature<R> {

	private final SignatureMessage message;

	private final ResultType<R> resultType;

	private Signature(SignatureMessage message, ResultType<R> resultType) {
		this.message = message;
		this.resultType = resultType;
	}

	/**
	 * A call of a task of any language, by name.
	 * @param task the task name
	 * @param resultType the type of its result
	 * @param args the positional arguments
	 * @param <R> the result type
	 * @return the signature
	 */
	public static <R> Signature<R> of(String task, Class<R> resultType, @Nullable Object... args) {
		return of(task, ResultType.of(resultType), args);
	}

	/**
	 * A call of a task of any language, by name.
	 * @param task the task name
	 * @param resultType the type of its result
	 * @param args the positional arguments
	 * @param <R> the result type
	 * @return the signature
	 */
	public static <R> Signature<R> of(String task, ResultType<R> resultType, @Nullable Object... args) {
		if (task.isBlank()) {
			throw new IllegalArgumentException("A task name must not be blank");
		}
		return new Signature<>(new SignatureMessage(task, Arrays.asList(args), Map.of(), TaskOptions.NONE, null, false),
				resultType);
	}

	/**
	 * A call in the form that travels in messages.
	 * @param message the wire form
	 * @param resultType the type of its result
	 * @param <R> the result type
	 * @return the signature
	 */
	public static <R> Signature<R> of(SignatureMessage message, ResultType<R> resultType) {
		return new Signature<>(message, resultType);
	}

	/**
	 * The task name.
	 * @return the name
	 */
	public String task() {
		return this.message.task();
	}

	/**
	 * The result type.
	 * @return the type
	 */
	public ResultType<R> resultType() {
		return this.resultType;
	}

	/**
	 * The signature as it travels in messages.
	 * @return the wire form
	 */
	public SignatureMessage toMessage() {
		return this.message;
	}

	/**
	 * Add positional arguments behind those that are there.
	 * @param args the arguments
	 * @return a new signature
	 */
	public Signature<R> args(@Nullable Object... args) {
		List<@Nullable Object> all = new ArrayList<>(this.message.args());
		all.addAll(Arrays.asList(args));
		return with(this.message.withArgs(all));
	}

	/**
	 * Set a keyword argument.
	 * @param name the parameter's name
	 * @param value the value
	 * @return a new signature
	 */
	public Signature<R> kwarg(String name, @Nullable Object value) {
		Map<String, @Nullable Object> kwargs = new LinkedHashMap<>(this.message.kwargs());
		kwargs.put(name, value);
		return with(new SignatureMessage(this.message.task(), this.message.args(), kwargs, this.message.options(),
				this.message.subtaskType(), this.message.immutable()));
	}

	/**
	 * Do not prepend the result of the step before.
	 * @return a new signature
	 */
	public Signature<R> immutable() {
		return with(new SignatureMessage(this.message.task(), this.message.args(), this.message.kwargs(),
				this.message.options(), this.message.subtaskType(), true));
	}

	/**
	 * Publish to this queue.
	 * @param queue the queue
	 * @return a new signature
	 */
	public Signature<R> queue(String queue) {
		return options(options().queue(queue));
	}

	/**
	 * Use this task id instead of a new one.
	 * @param taskId the id, up to 255 bytes
	 * @return a new signature
	 */
	public Signature<R> taskId(String taskId) {
		return options(options().taskId(taskId));
	}

	/**
	 * Run no earlier than this long after publishing.
	 * @param countdown the delay
	 * @return a new signature
	 */
	public Signature<R> countdown(Duration countdown) {
		return options(options().countdown(notNegative("countdown", countdown)).eta(null));
	}

	/**
	 * Run no earlier than this.
	 * @param eta the instant
	 * @return a new signature
	 */
	public Signature<R> eta(Instant eta) {
		return options(options().eta(Objects.requireNonNull(eta, "'eta' must not be null")).countdown(null));
	}

	/**
	 * Do not run later than this long after publishing; the task is then revoked.
	 * @param expiresIn the time to live
	 * @return a new signature
	 */
	public Signature<R> expires(Duration expiresIn) {
		return options(options().expiresIn(notNegative("expires", expiresIn)).expires(null));
	}

	/**
	 * Do not run later than this; the task is then revoked.
	 * @param expires the instant
	 * @return a new signature
	 */
	public Signature<R> expires(Instant expires) {
		return options(
				options().expires(Objects.requireNonNull(expires, "'expires' must not be null")).expiresIn(null));
	}

	/**
	 * Set the priority.
	 * @param priority 0 to 255; higher is sooner
	 * @return a new signature
	 */
	public Signature<R> priority(int priority) {
		if (priority < 0 || priority > 255) {
			throw new IllegalArgumentException("A priority is a number from 0 to 255: " + priority);
		}
		return options(options().priority(priority));
	}

	/**
	 * Do or do not store the result, whatever the task's own setting.
	 * @param ignoreResult whether the result is not stored
	 * @return a new signature
	 */
	public Signature<R> ignoreResult(boolean ignoreResult) {
		return options(options().ignoreResult(ignoreResult));
	}

	/**
	 * End the run after this time.
	 * @param timeLimit the hard limit
	 * @return a new signature
	 */
	public Signature<R> timeLimit(Duration timeLimit) {
		TimeLimit old = this.message.options().timeLimit();
		return options(options().timeLimit(new TimeLimit(notNegative("timeLimit", timeLimit), old.soft())));
	}

	/**
	 * Tell the task after this time.
	 * @param softTimeLimit the soft limit
	 * @return a new signature
	 */
	public Signature<R> softTimeLimit(Duration softTimeLimit) {
		TimeLimit old = this.message.options().timeLimit();
		return options(options().timeLimit(new TimeLimit(old.hard(), notNegative("softTimeLimit", softTimeLimit))));
	}

	/**
	 * Display this name instead of the task's.
	 * @param shadow the name
	 * @return a new signature
	 */
	public Signature<R> shadow(String shadow) {
		return options(options().shadow(shadow));
	}

	/**
	 * Set a custom header.
	 * @param name the header's name
	 * @param value a string, boolean, int, double, {@code null}, or a list or map of
	 * these
	 * @return a new signature
	 */
	public Signature<R> header(String name, @Nullable Object value) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>(this.message.options().headers());
		headers.put(name, value);
		return options(options().headers(headers));
	}

	/**
	 * Publish another task with the result once this one has succeeded.
	 * @param callback the callback
	 * @return a new signature
	 */
	public Signature<R> link(Signature<?> callback) {
		return options(options().link(append(this.message.options().link(), callback)));
	}

	/**
	 * Publish another task with this task's id once this one has failed for good.
	 * @param errback the errback
	 * @return a new signature
	 */
	public Signature<R> linkError(Signature<?> errback) {
		return options(options().linkError(append(this.message.options().linkError(), errback)));
	}

	private static List<SignatureMessage> append(List<SignatureMessage> list, Signature<?> added) {
		List<SignatureMessage> all = new ArrayList<>(list);
		all.add(added.message);
		return all;
	}

	private static Duration notNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must not be negative: " + value);
		}
		return value;
	}

	private TaskOptions.Builder options() {
		return this.message.options().toBuilder();
	}

	private Signature<R> options(TaskOptions.Builder options) {
		return with(this.message.withOptions(options.build()));
	}

	private Signature<R> with(SignatureMessage changed) {
		return new Signature<>(changed, this.resultType);
	}

	@Override
	public boolean equals(Object other) {
		return (other instanceof Signature<?> that) && this.message.equals(that.message)
				&& this.resultType.equals(that.resultType);
	}

	@Override
	public int hashCode() {
		return this.message.hashCode();
	}

	/**
	 * The task name; arguments are left out, they may be confidential.
	 */
	@Override
	public String toString() {
		return "Signature[" + this.message.task() + "]";
	}

}
