package io.taskqueue.client;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.TaskContext;
import io.taskqueue.registry.TaskDefinition;

/**
 * What a method reference was found to mean.
 *
 * @param definition the task
 * @param local whether the task is registered in this application
 * @param parameterTypes the classes of the method's parameters
 */
record TaskCall(TaskDefinition definition, boolean local, List<Class<?>> parameterTypes) {

	static TaskCall of(TaskDefinition definition, boolean local) {
		return new TaskCall(definition, local, List.of(definition.method().method().getParameterTypes()));
	}

	<R> Signature<R> signature(@Nullable Object[] args, boolean routed) {
		Signature<R> signature = Signature.of(this.definition.name(), ResultType.of(resultType()), arguments(args));
		if (this.local) {
			return signature;
		}
		if (this.definition.queue() != null && !routed) {
			signature = signature.queue(this.definition.queue());
		}
		return (this.definition.ignoreResult() != null) ? signature.ignoreResult(this.definition.ignoreResult())
				: signature;
	}

	private Type resultType() {
		Type type = this.definition.method().resultType();
		return (type == void.class) ? Void.class : type;
	}

	private @Nullable Object[] arguments(@Nullable Object[] args) {
		if (args.length != this.parameterTypes.size()) {
			throw new InvalidTaskException(this.definition.name() + "() takes " + this.parameterTypes.size()
					+ " arguments but " + args.length + " were given", null);
		}
		List<@Nullable Object> arguments = new ArrayList<>();
		for (int i = 0; i < args.length; i++) {
			Class<?> type = this.parameterTypes.get(i);
			if (args[i] == null && type.isPrimitive()) {
				throw new InvalidTaskException(this.definition.name() + "() needs a value for argument " + (i + 1)
						+ " (" + type + "): null was given", null);
			}
			if (type != TaskContext.class) {
				arguments.add(args[i]);
			}
		}
		return arguments.toArray();
	}

}
