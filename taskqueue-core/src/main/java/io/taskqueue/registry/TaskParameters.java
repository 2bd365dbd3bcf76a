package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.TaskContext;
import io.taskqueue.message.PayloadCodec;

/**
 * The parameters of a task method, and how arguments are bound to them: by position, then
 * by name, as Python does. A parameter of type {@link TaskContext} takes no argument.
 */
final class TaskParameters {

	private static final int SHOWN = 100;

	private final int count;

	private final List<TaskParameter> parameters = new ArrayList<>();

	private final List<Integer> contexts = new ArrayList<>();

	TaskParameters(Method method, TypeVariables variables) {
		Parameter[] declared = method.getParameters();
		this.count = declared.length;
		for (int i = 0; i < this.count; i++) {
			if (declared[i].getType() == TaskContext.class) {
				this.contexts.add(i);
			}
			else {
				this.parameters.add(TaskParameter.of(i, declared[i], type(method, declared[i], variables)));
			}
		}
	}

	private static Type type(Method method, Parameter parameter, TypeVariables variables) {
		Type type = variables.resolve(parameter.getParameterizedType());
		if (TypeVariables.remainIn(type)) {
			throw new InvalidTaskException("@Task " + TaskNames.describe(method) + " has a parameter of type "
					+ type.getTypeName() + ", which says nothing about what to read. Declare the type.", null);
		}
		return type;
	}

	/**
	 * Bind arguments.
	 * @param args the positional arguments
	 * @param kwargs the keyword arguments
	 * @param payloads converts each to its parameter's type
	 * @return a value for each of the method's parameters, except for contexts
	 */
	@Nullable Object[] bind(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs, PayloadCodec payloads) {
		checkCount(args.size());
		checkKeywords(args.size(), kwargs);
		@Nullable Object[] values = new Object[this.count];
		List<TaskParameter> missing = new ArrayList<>();
		for (int i = 0; i < this.parameters.size(); i++) {
			TaskParameter parameter = this.parameters.get(i);
			if (i < args.size()) {
				values[parameter.index()] = parameter.convert(args.get(i), payloads);
			}
			else if (kwargs.containsKey(parameter.name())) {
				values[parameter.index()] = parameter.convert(kwargs.get(parameter.name()), payloads);
			}
			else if (parameter.optional()) {
				values[parameter.index()] = parameter.absent();
			}
			else {
				missing.add(parameter);
			}
		}
		checkNone(missing);
		return values;
	}

	void inject(TaskContext context, @Nullable Object[] values) {
		this.contexts.forEach((index) -> values[index] = context);
	}

	private void checkCount(int given) {
		int takes = this.parameters.size();
		if (given > takes) {
			throw new TaskArgumentException("takes " + takes + ((takes == 1) ? " argument" : " arguments") + " but "
					+ given + ((given == 1) ? " was given" : " were given"), null);
		}
	}

	private void checkKeywords(int positional, Map<String, @Nullable Object> kwargs) {
		for (String keyword : kwargs.keySet()) {
			int position = position(keyword);
			if (position < 0) {
				throw new TaskArgumentException("got an unknown keyword argument '" + shown(keyword) + "'" + hint(),
						null);
			}
			if (position < positional) {
				throw new TaskArgumentException(
						"got more than one value for the argument " + this.parameters.get(position), null);
			}
		}
	}

	private int position(String keyword) {
		for (int i = 0; i < this.parameters.size(); i++) {
			if (keyword.equals(this.parameters.get(i).name())) {
				return i;
			}
		}
		return -1;
	}

	private String hint() {
		boolean unnamed = this.parameters.stream().anyMatch((parameter) -> parameter.name() == null);
		return unnamed ? ": its class was compiled without -parameters, so that its parameters have no names" : "";
	}

	private static void checkNone(List<TaskParameter> missing) {
		if (!missing.isEmpty()) {
			String names = missing.stream().map(TaskParameter::toString).collect(Collectors.joining(", "));
			throw new TaskArgumentException(
					"is missing the " + ((missing.size() == 1) ? "argument " : "arguments ") + names, null);
		}
	}

	private static String shown(String keyword) {
		return (keyword.length() > SHOWN) ? keyword.substring(0, SHOWN) + "…" : keyword;
	}

}
