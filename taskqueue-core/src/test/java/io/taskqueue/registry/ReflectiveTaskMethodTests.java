package io.taskqueue.registry;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;
import io.taskqueue.message.Json;
import io.taskqueue.message.JsonPayloadCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ReflectiveTaskMethodTests {

	private final TaskContext context = Mockito.mock(TaskContext.class);

	private final Reports reports = new Reports();

	@Test
	void bindsByPosition() throws Throwable {
		assertThat(run("build", List.of(Json.of("42"), Json.of("\"x\"")), Map.of())).isEqualTo("42 x");
	}

	@Test
	void bindsByName() throws Throwable {
		assertThat(run("build", List.of(), Map.of("title", Json.of("\"x\""), "customerId", Json.of("42"))))
			.isEqualTo("42 x");
	}

	@Test
	void bindsByPositionAndName() throws Throwable {
		assertThat(run("build", List.of(42), Map.of("title", "x"))).isEqualTo("42 x");
	}

	@Test
	void injectsTheContextWhereverItIs() throws Throwable {
		Mockito.when(this.context.id()).thenReturn("id-1");

		assertThat(run("aware", List.of("a", "b"), Map.of())).isEqualTo("a id-1 b");
		assertThat(run("aware", List.of("a"), Map.of("after", "b"))).isEqualTo("a id-1 b");
	}

	@Test
	void nullableParametersMayBeLeftOut() throws Throwable {
		assertThat(run("greet", List.of("Ann"), Map.of())).isEqualTo("null Ann []");
		assertThat(run("greet", List.of("Ann", "Hi"), Map.of())).isEqualTo("Hi Ann []");
		assertThat(run("greet", List.of("Ann"), Map.of("nicks", List.of("A")))).isEqualTo("null Ann [[A]]");
	}

	@Test
	void nullForOptionalIsEmpty() throws Throwable {
		assertThat(run("greet", Arrays.asList("Ann", null, Json.NULL), Map.of())).isEqualTo("null Ann []");
	}

	@Test
	void nullForAnObjectIsNull() throws Throwable {
		assertThat(run("build", Arrays.asList(42, null), Map.of())).isEqualTo("42 null");
	}

	@Test
	void convertsGenericTypes() throws Throwable {
		Object sum = new OrderReports().method("total")
			.bind(List.of(Json.of("[{\"id\":3},{\"id\":4}]")), Map.of())
			.invoke(this.context);

		assertThat(sum).isEqualTo(7);
	}

	@Test
	void namesWhatIsMissing() {
		refuses("build", List.of(), Map.of(),
				"reports.build() is missing the arguments 'customerId' (long), 'title' (String)");
		refuses("build", List.of(1), Map.of(), "reports.build() is missing the argument 'title' (String)");
		refuses("greet", List.of(), Map.of(), "reports.greet() is missing the argument 'name' (String)");
	}

	@Test
	void countsWhatIsTooMany() {
		refuses("build", List.of(1, "x", 3), Map.of(), "reports.build() takes 2 arguments but 3 were given");
		refuses("fail", List.of(1), Map.of(), "reports.fail() takes 0 arguments but 1 was given");
	}

	@Test
	void namesWhatIsGivenTwice() {
		refuses("build", List.of(1, "x"), Map.of("title", "y"),
				"reports.build() got more than one value for the argument 'title' (String)");
	}

	@Test
	void namesWhatIsUnknown() {
		refuses("build", List.of(1, "x"), Map.of("colour", "red"),
				"reports.build() got an unknown keyword argument 'colour'");
		refuses("aware", List.of("a", "b"), Map.of("context", 1),
				"reports.aware() got an unknown keyword argument 'context'");
	}

	@Test
	void cutsLongNames() {
		Map<String, Object> kwargs = new LinkedHashMap<>();
		kwargs.put("x".repeat(1000), 1);

		assertThatExceptionOfType(TaskArgumentException.class)
			.isThrownBy(() -> this.reports.method("build").bind(List.of(1, "x"), kwargs))
			.withMessageEndingWith("x…'")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200));
	}

	@Test
	void refusesNullForAPrimitive() {
		refuses("build", Arrays.asList(null, "x"), Map.of(),
				"reports.build() can't take the argument 'customerId' (long): null does not fit long");
	}

	@Test
	void namesWhatDoesNotFitWithoutItsValue() {
		assertThatExceptionOfType(TaskArgumentException.class)
			.isThrownBy(() -> this.reports.method("build").bind(List.of(Json.of("\"secret\""), "x"), Map.of()))
			.withMessageStartingWith("reports.build() can't take the argument 'customerId' (long): ")
			.withMessageNotContaining("secret");
	}

	@Test
	void throwsWhatTheMethodThrows() {
		assertThatIOException().isThrownBy(() -> run("fail", List.of(), Map.of())).withMessage("no disk");
	}

	@Test
	void asksForTheBeanAtEachRun() throws Throwable {
		int[] asked = new int[1];
		TaskMethod method = this.reports.method("build", () -> {
			asked[0]++;
			return this.reports;
		});
		method.bind(List.of(1, "x"), Map.of()).invoke(this.context);
		method.bind(List.of(2, "x"), Map.of()).invoke(this.context);

		assertThat(asked[0]).isEqualTo(2);
	}

	@Test
	void saysThatAProxyHidesTheMethod() {
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Runnable.class },
				(self, method, args) -> null);
		TaskMethod method = this.reports.method("build", () -> proxy);

		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> method.bind(List.of(1, "x"), Map.of()).invoke(this.context))
			.withMessageContaining("is a proxy without that method");
	}

	private @Nullable Object run(String method, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs)
			throws Throwable {
		return this.reports.method(method).bind(args, kwargs).invoke(this.context);
	}

	private void refuses(String method, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs,
			String message) {
		assertThatExceptionOfType(TaskArgumentException.class)
			.isThrownBy(() -> this.reports.method(method).bind(args, kwargs))
			.withMessage(message);
	}

	static class Bean {

		TaskMethod method(String name) {
			return method(name, () -> this);
		}

		TaskMethod method(String name, Supplier<Object> bean) {
			Method method = Stream.of(getClass(), getClass().getSuperclass())
				.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
				.filter((each) -> each.getName().equals(name))
				.findFirst()
				.orElseThrow();
			return new TaskDefinitionReader(new JsonPayloadCodec(), (text) -> text)
				.read(method.getAnnotation(Task.class), getClass(), method, bean)
				.method();
		}

	}

	static class Reports extends Bean {

		@Task
		String build(long customerId, String title) {
			return customerId + " " + title;
		}

		@Task
		String aware(String before, TaskContext context, String after) {
			return before + " " + context.id() + " " + after;
		}

		@Task
		String greet(String name, @Nullable String greeting, Optional<List<String>> nicks) {
			return greeting + " " + name + " " + nicks.map(List::of).orElse(Collections.emptyList());
		}

		@Task
		void fail() throws IOException {
			throw new IOException("no disk");
		}

	}

	record Order(int id) {
	}

	abstract static class TypedReports<T> extends Bean {

		abstract int weight(T value);

		@Task
		int total(List<T> values) {
			return values.stream().mapToInt(this::weight).sum();
		}

	}

	static class OrderReports extends TypedReports<Order> {

		@Override
		int weight(Order value) {
			return value.id();
		}

	}

}
