package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;

/**
 * All tasks of an application. Immutable.
 *
 * @since 0.1.0
 */
public final class TaskRegistry {

	private final Map<String, TaskDefinition> byName;

	private final Map<String, TaskDefinition> byNameOrAlias;

	/**
	 * A registry of these tasks.
	 * @param definitions the definitions
	 * @throws InvalidTaskException if two tasks share a name or alias
	 */
	public TaskRegistry(Collection<TaskDefinition> definitions) {
		Map<String, TaskDefinition> names = new TreeMap<>();
		Map<String, TaskDefinition> all = new HashMap<>();
		for (TaskDefinition definition : definitions) {
			names.put(definition.name(), definition);
			register(all, definition.name(), definition);
			definition.aliases().forEach((alias) -> register(all, alias, definition));
		}
		this.byName = Map.copyOf(names);
		this.byNameOrAlias = Map.copyOf(all);
	}

	private static void register(Map<String, TaskDefinition> all, String name, TaskDefinition definition) {
		TaskDefinition other = all.putIfAbsent(name, definition);
		if (other != null) {
			throw new InvalidTaskException("Two tasks are named '" + name + "': " + other.method().method() + " and "
					+ definition.method().method() + ". Give one of them another @Task(name = …).", null);
		}
	}

	/**
	 * The task that a message names.
	 * @param name a name or alias
	 * @return the definition, or {@code null} where the task is unknown here
	 */
	public @Nullable TaskDefinition find(String name) {
		return this.byNameOrAlias.get(name);
	}

	/**
	 * The task that a call of a method means: the one of the receiver's own class, else
	 * of the nearest class it extends, as behind a proxy, else of the only class that
	 * extends or implements it.
	 * @param receiverType the class of the object the method would be called on
	 * @param method the method, of that class or one of its supertypes
	 * @return the definition, or {@code null} where the method is not a task here
	 * @throws InvalidTaskException if several beans have that task
	 */
	public @Nullable TaskDefinition find(Class<?> receiverType, Method method) {
		List<TaskDefinition> related = this.byName.values()
			.stream()
			.filter((definition) -> MethodMatch.possible(definition.method().method(), method))
			.toList();
		for (Class<?> type = receiverType; type != null; type = type.getSuperclass()) {
			TaskDefinition own = only(ofType(related, type), method);
			if (own != null) {
				return own;
			}
		}
		return only(related.stream().filter((d) -> receiverType.isAssignableFrom(d.method().beanType())).toList(),
				method);
	}

	private static List<TaskDefinition> ofType(List<TaskDefinition> definitions, Class<?> type) {
		return definitions.stream().filter((definition) -> definition.method().beanType() == type).toList();
	}

	private static @Nullable TaskDefinition only(List<TaskDefinition> found, Method method) {
		if (found.size() <= 1) {
			return found.isEmpty() ? null : found.get(0);
		}
		List<TaskDefinition> exact = found.stream()
			.filter((definition) -> MethodMatch.exact(definition.method().method(), method))
			.toList();
		if (exact.size() == 1) {
			return exact.get(0);
		}
		throw new InvalidTaskException("Several tasks are meant by " + TaskNames.describe(method) + ": "
				+ found.stream().map(TaskDefinition::name).sorted().toList()
				+ ". Refer to the method of the class itself, or submit by name.", null);
	}

	/**
	 * Every definition, by name.
	 * @return the definitions in the order of their names
	 */
	public List<TaskDefinition> definitions() {
		return this.byName.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
	}

}
