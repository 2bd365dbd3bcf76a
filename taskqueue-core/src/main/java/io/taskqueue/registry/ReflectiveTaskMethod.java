package io.taskqueue.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.TaskContext;
import io.taskqueue.message.PayloadCodec;

/**
 * A method of a bean, called by reflection. The bean is asked for at each run, so that
 * its scope is honoured.
 */
final class ReflectiveTaskMethod implements TaskMethod {

	private final String name;

	private final Class<?> beanType;

	private final Method method;

	private final Supplier<Object> bean;

	private final PayloadCodec payloads;

	private final TaskParameters parameters;

	private final Type resultType;

	ReflectiveTaskMethod(String name, Class<?> beanType, Method method, Supplier<Object> bean, PayloadCodec payloads) {
		TypeVariables variables = new TypeVariables(beanType);
		this.name = name;
		this.beanType = beanType;
		this.method = method;
		this.bean = bean;
		this.payloads = payloads;
		this.parameters = new TaskParameters(method, variables);
		this.resultType = variables.resolve(method.getGenericReturnType());
		if (!method.trySetAccessible()) {
			throw new InvalidTaskException(
					"@Task " + TaskNames.describe(method)
							+ " can't be called. Make class and method public, or open the package to io.taskqueue.",
					null);
		}
	}

	@Override
	public Method method() {
		return this.method;
	}

	@Override
	public Class<?> beanType() {
		return this.beanType;
	}

	@Override
	public Type resultType() {
		return this.resultType;
	}

	@Override
	public Call bind(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
		try {
			@Nullable Object[] values = this.parameters.bind(args, kwargs, this.payloads);
			return (context) -> invoke(context, values);
		}
		catch (TaskArgumentException ex) {
			throw new TaskArgumentException(this.name + "() " + ex.getMessage(), ex.getCause());
		}
	}

	private @Nullable Object invoke(TaskContext context, @Nullable Object[] values) throws Throwable {
		Object target = this.bean.get();
		if (!this.method.getDeclaringClass().isInstance(target)) {
			throw new InvalidTaskException("The bean of @Task " + TaskNames.describe(this.method)
					+ " is a proxy without that method. Proxy the class, or declare the method in its interface.",
					null);
		}
		this.parameters.inject(context, values);
		try {
			return this.method.invoke(target, values);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
