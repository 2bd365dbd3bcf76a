package io.taskqueue.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.Task;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;

/**
 * Finds the {@link Task @Task} methods of an application.
 * <p>
 * The registry is built from bean definitions and creates no bean, so a bean with tasks
 * may have the client injected, may be lazy and may be scoped: it is fetched by name for
 * each run. A definition shows only the declared type. Tasks that a bean has and its
 * declaration hides would never run, so they are searched for once all singletons exist,
 * and end the start.
 *
 * @since 0.1.0
 */
public final class TaskBeanScanner implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final TaskDefinitionReader reader;

	private final TaskBeanTypes types;

	private final Map<TaskOfType, String> owners = new HashMap<>();

	private final Map<String, List<Method>> tasks = new HashMap<>();

	private boolean scanned;

	/**
	 * A scanner for a bean factory.
	 * @param beanFactory the bean factory, without its parents
	 * @param reader turns a method into a definition
	 */
	public TaskBeanScanner(ConfigurableListableBeanFactory beanFactory, TaskDefinitionReader reader) {
		this.beanFactory = beanFactory;
		this.reader = reader;
		this.types = new TaskBeanTypes(beanFactory);
	}

	/**
	 * Find all tasks, without creating a bean.
	 * @return the tasks
	 * @throws InvalidTaskException if a method can't be a task, or two tasks share a name
	 */
	public TaskRegistry scan() {
		List<TaskDefinition> definitions = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = this.types.of(beanName);
			if (type != null) {
				AnnotatedTaskMethods.of(type)
					.forEach((method, task) -> definitions.add(define(new TaskOfType(type, method), task, beanName)));
			}
		}
		this.scanned = true;
		return new TaskRegistry(definitions);
	}

	private TaskDefinition define(TaskOfType task, Task annotation, String beanName) {
		Method method = task.method();
		String other = this.owners.putIfAbsent(task, beanName);
		if (other != null) {
			throw new InvalidTaskException(
					method + " is a task of two beans, '" + other + "' and '" + beanName
							+ "'. A task belongs to one bean: declare the task in a class of which there is one bean.",
					null);
		}
		this.tasks.computeIfAbsent(beanName, (name) -> new ArrayList<>()).add(method);
		try {
			return this.reader.read(annotation, task.type(), method, () -> this.beanFactory.getBean(beanName));
		}
		catch (PlaceholderResolutionException ex) {
			throw new InvalidTaskException("@Task " + method + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.scanned) {
			for (String beanName : this.beanFactory.getSingletonNames()) {
				Object bean = this.beanFactory.getSingleton(beanName);
				if (bean != null && !(bean instanceof FactoryBean<?> || bean instanceof ScopedObject)) {
					check(beanName, bean);
				}
			}
		}
	}

	private void check(String beanName, Object bean) {
		Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
		List<Method> known = this.tasks.getOrDefault(beanName, List.of());
		for (Method method : AnnotatedTaskMethods.of(type).keySet()) {
			if (known.stream().noneMatch((other) -> sameSignature(method, other))) {
				throw new InvalidTaskException("The declaration of the bean '" + beanName + "' hides its task " + method
						+ ". Let its @Bean method return " + type.getName() + '.', null);
			}
		}
		known.forEach((method) -> requireCallable(beanName, bean, method));
	}

	private static boolean sameSignature(Method method, Method other) {
		return method.getName().equals(other.getName())
				&& Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
	}

	private static void requireCallable(String beanName, Object bean, Method method) {
		if (!method.getDeclaringClass().isInstance(bean)) {
			throw new InvalidTaskException(
					"The bean '" + beanName + "' is an interface-based proxy that hides its task " + method
							+ ". Let its class be proxied, which is what Spring Boot does unless "
							+ "spring.aop.proxy-target-class is false.",
					null);
		}
	}

	/**
	 * A task method, as a method of a bean's class: classes may share an inherited one.
	 */
	private record TaskOfType(Class<?> type, Method method) {

	}

}
