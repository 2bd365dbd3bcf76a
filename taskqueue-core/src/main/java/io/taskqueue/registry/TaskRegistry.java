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

	private final Map<Method, TaskDefinition> byMethod = new HashMap<>();

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
			this.byMethod.put(definition.method().method(), definition);
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
	 * The task of a method.
	 * @param method the method
	 * @return the definition, or {@code null} where the method is not a task here
	 */
	public @Nullable TaskDefinition find(Method method) {
		return this.byMethod.get(method);
	}

	/**
	 * Every definition, by name.
	 * @return the definitions in the order of their names
	 */
	public List<TaskDefinition> definitions() {
		return this.byName.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
	}

}
