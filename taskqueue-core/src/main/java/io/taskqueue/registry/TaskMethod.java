package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.taskqueue.TaskContext;

/**
 * How a task's method is called.
 *
 * @since 0.1.0
 */
public interface TaskMethod {

	/**
	 * The method, for names and messages.
	 * @return the method
	 */
	Method method();

	/**
	 * The class whose task this is, where the method is inherited.
	 * @return the bean's class, without proxies
	 */
	default Class<?> beanType() {
		return method().getDeclaringClass();
	}

	/**
	 * The type of the result.
	 * @return the type
	 */
	Type resultType();

	/**
	 * Bind the arguments of a body to the method's parameters, by position and by name.
	 * @param args the positional arguments, JSON nodes or values
	 * @param kwargs the keyword arguments, JSON nodes or values
	 * @return the call, ready to run
	 * @throws TaskArgumentException if the arguments do not fit the parameters
	 */
	Call bind(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs);

	/**
	 * A call with its arguments bound.
	 */
	@FunctionalInterface
	interface Call {

		/**
		 * Run the task.
		 * @param context the run's context, for methods that take it
		 * @return the result
		 * @throws Throwable what the method throws
		 */
		@Nullable Object invoke(TaskContext context) throws Throwable;

	}

}
