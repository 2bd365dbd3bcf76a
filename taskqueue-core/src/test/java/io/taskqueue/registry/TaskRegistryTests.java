package io.taskqueue.registry;

import java.lang.reflect.Method;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.Task;
import io.taskqueue.message.JsonPayloadCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskRegistryTests {

	private final Method run = method(Base.class);

	private final TaskDefinition first = definition(First.class);

	private final TaskDefinition second = definition(Second.class);

	@Test
	void findsByNameAndAlias() {
		TaskRegistry registry = new TaskRegistry(List.of(this.first, this.second));

		assertThat(registry.find("first.run")).isSameAs(this.first);
		assertThat(registry.find("old.run")).isSameAs(this.second);
		assertThat(registry.find("third.run")).isNull();
		assertThat(registry.definitions()).containsExactly(this.first, this.second);
	}

	@Test
	void refusesTwoTasksOfOneName() {
		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> new TaskRegistry(List.of(this.first, definition(First.class))))
			.withMessageContaining("Two tasks are named 'first.run'")
			.withMessageContaining("@Task(name = …)");
	}

	@Test
	void findsAnInheritedMethodByTheClassOfItsBean() {
		TaskRegistry registry = new TaskRegistry(List.of(this.first, this.second));

		assertThat(registry.find(First.class, this.run)).isSameAs(this.first);
		assertThat(registry.find(Second.class, method(Second.class))).isSameAs(this.second);
		assertThat(registry.find(Extended.class, this.run)).isSameAs(this.first);
		assertThat(registry.find(Object.class, TaskRegistryTests.class.getDeclaredMethods()[0])).isNull();
	}

	@Test
	void findsTheOnlyBeanOfASupertype() {
		assertThat(new TaskRegistry(List.of(this.second)).find(Base.class, this.run)).isSameAs(this.second);
	}

	@Test
	void refusesToChooseBetweenBeansOfASupertype() {
		TaskRegistry registry = new TaskRegistry(List.of(this.first, this.second));

		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> registry.find(Base.class, this.run))
			.withMessageContaining("[first.run, second.run]");
	}

	private static TaskDefinition definition(Class<?> type) {
		Method method = method(type);
		return new TaskDefinitionReader(new JsonPayloadCodec(), (text) -> text).read(method.getAnnotation(Task.class),
				type, method, Object::new);
	}

	private static Method method(Class<?> type) {
		try {
			return ((type == Second.class) ? type : Base.class).getDeclaredMethod("run");
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	abstract static class Base {

		@Task
		void run() {
		}

	}

	static class First extends Base {

	}

	static class Extended extends First {

	}

	static class Second extends Base {

		@Override
		@Task(aliases = "old.run")
		void run() {
		}

	}

}
