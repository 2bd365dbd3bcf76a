package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.retry.RetryPolicy;

/**
 * Reads a {@link Task @Task} method into a {@link TaskDefinition}, and says clearly what
 * is wrong with one that can't be a task.
 *
 * @since 0.1.0
 */
public final class TaskDefinitionReader {

	private final PayloadCodec payloads;

	private final UnaryOperator<String> placeholders;

	private final TaskNames names;

	/**
	 * Creates a reader.
	 * @param payloads converts arguments to the parameters' types
	 * @param placeholders resolves placeholders in names, queues and durations
	 */
	public TaskDefinitionReader(PayloadCodec payloads, UnaryOperator<String> placeholders) {
		this.payloads = payloads;
		this.placeholders = placeholders;
		this.names = new TaskNames(placeholders);
	}

	/**
	 * Read a task method.
	 * @param annotation the method's annotation
	 * @param beanType the bean's class, without proxies
	 * @param method the method, declared by the class or one of its supertypes
	 * @param bean gives the bean for each run
	 * @return the definition
	 * @throws InvalidTaskException if the method can't be a task as it is declared
	 */
	public TaskDefinition read(Task annotation, Class<?> beanType, Method method, Supplier<Object> bean) {
		TaskMethodRules.check(method);
		String name = this.names.name(annotation, beanType, method);
		Attributes attributes = new Attributes(method);
		return new TaskDefinition(name, aliases(annotation, method),
				new ReflectiveTaskMethod(name, beanType, method, bean, this.payloads),
				attributes.text(annotation.queue()), attributes.flag("acksLate", annotation.acksLate()),
				attributes.flag("ignoreResult", annotation.ignoreResult()),
				attributes.flag("trackStarted", annotation.trackStarted()), annotation.allowWaiting(),
				attributes.duration("resultExpires", annotation.resultExpires()), attributes.retry(annotation.retry()),
				List.of(annotation.expectedErrors()));
	}

	/**
	 * Read a task method whose worker may be elsewhere: the application knows the class,
	 * but has no bean of it.
	 * @param type the class or interface
	 * @param method the method, declared by the class or one of its supertypes
	 * @return the definition, which can't be run, or {@code null} where the method is not
	 * annotated
	 * @throws InvalidTaskException if the method can't be a task as it is declared
	 */
	public @Nullable TaskDefinition readRemote(Class<?> type, Method method) {
		Method declaration = TaskAnnotations.declaration(type, method);
		Task annotation = (declaration != null) ? TaskAnnotations.on(declaration) : null;
		return (annotation != null) ? read(annotation, type, method, () -> {
			throw new InvalidTaskException("There is no bean for @Task " + TaskNames.describe(method), null);
		}) : null;
	}

	private List<String> aliases(Task annotation, Method method) {
		return Arrays.stream(annotation.aliases())
			.map((alias) -> this.names.valid(this.placeholders.apply(alias), method))
			.toList();
	}

	/**
	 * Reads the attributes of one method's annotation; errors name both.
	 */
	private final class Attributes {

		private final Method method;

		Attributes(Method method) {
			this.method = method;
		}

		@Nullable String text(String value) {
			String resolved = TaskDefinitionReader.this.placeholders.apply(value);
			return resolved.isBlank() ? null : resolved;
		}

		@Nullable Boolean flag(String attribute, boolean[] value) {
			if (value.length > 1) {
				throw invalid(attribute, "takes one value, not " + value.length, null);
			}
			return (value.length == 1) ? value[0] : null;
		}

		@Nullable Duration duration(String attribute, String value) {
			String resolved = text(value);
			try {
				return (resolved != null) ? DurationText.parse(resolved) : null;
			}
			catch (IllegalArgumentException ex) {
				throw invalid(attribute, String.valueOf(ex.getMessage()), ex);
			}
		}

		RetryPolicy retry(Retry retry) {
			Duration delay = duration("retry.delay", retry.delay());
			Duration jitter = duration("retry.jitter", retry.jitter());
			try {
				return new RetryPolicy(List.of(retry.includes()), List.of(retry.excludes()), retry.maxRetries(),
						(delay != null) ? delay : Duration.ZERO, retry.multiplier(),
						duration("retry.maxDelay", retry.maxDelay()), (jitter != null) ? jitter : Duration.ZERO);
			}
			catch (IllegalArgumentException ex) {
				throw invalid("retry", String.valueOf(ex.getMessage()), ex);
			}
		}

		private InvalidTaskException invalid(String attribute, String problem, @Nullable Throwable cause) {
			return new InvalidTaskException(
					"@Task " + TaskNames.describe(this.method) + ", attribute '" + attribute + "': " + problem, cause);
		}

	}

}
