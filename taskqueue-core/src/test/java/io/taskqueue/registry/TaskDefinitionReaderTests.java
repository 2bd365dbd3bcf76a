package io.taskqueue.registry;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import kotlin.coroutines.Continuation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.AsyncResult;
import io.taskqueue.InvalidTaskException;
import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskDefinitionReaderTests {

	private final TaskDefinitionReader reader = new TaskDefinitionReader(new JsonPayloadCodec(),
			(text) -> text.replace("${team}", "blue").replace("${keep}", "2h"));

	@Test
	void defaultsComeFromClassAndMethod() {
		TaskDefinition definition = read(Reports.class, "build");

		assertThat(definition.name()).isEqualTo("reports.build");
		assertThat(definition.aliases()).isEmpty();
		assertThat(definition.queue()).isNull();
		assertThat(definition.acksLate()).isNull();
		assertThat(definition.ignoreResult()).isNull();
		assertThat(definition.trackStarted()).isNull();
		assertThat(definition.allowWaiting()).isFalse();
		assertThat(definition.resultExpires()).isNull();
		assertThat(definition.retry()).isEqualTo(RetryPolicy.NONE);
		assertThat(definition.method().resultType()).isEqualTo(String.class);
	}

	@Test
	void readsEveryAttribute() {
		TaskDefinition definition = read(Reports.class, "full");

		assertThat(definition.name()).isEqualTo("blue.full");
		assertThat(definition.aliases()).containsExactly("old.full", "blue.older");
		assertThat(definition.queue()).isEqualTo("blue-queue");
		assertThat(definition.acksLate()).isFalse();
		assertThat(definition.ignoreResult()).isTrue();
		assertThat(definition.trackStarted()).isTrue();
		assertThat(definition.allowWaiting()).isTrue();
		assertThat(definition.resultExpires()).isEqualTo(Duration.ofHours(2));
		assertThat(definition.retry())
			.isEqualTo(new RetryPolicy(List.of(IOException.class), List.of(IllegalStateException.class), 7,
					Duration.ofMillis(500), 2.0, Duration.ofMinutes(5), Duration.ofMillis(100)));
	}

	@ParameterizedTest
	@CsvSource({ "500ms,PT0.5S", "10s,PT10S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "PT10S,PT10S", "pt1h,PT1H",
			"10 s,PT10S" })
	void readsDurations(String text, Duration expected) {
		assertThat(DurationText.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "10", "ten", "-1s", "10 weeks", "9999999999999999999s", "999999999999999999d" })
	void refusesWhatIsNotADuration(String text) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> DurationText.parse(text))
			.withMessageContaining("'" + text + "' is not a duration");
	}

	@Test
	void namesFollowTheBeanIntrospector() {
		assertThat(read(URLReports.class, "build").name()).isEqualTo("URLReports.build");
		assertThat(read(Inherits.class, "build").name()).isEqualTo("inherits.build");
		assertThat(read(Implements.class, "act").name()).isEqualTo("api.act");
	}

	@Test
	void resolvesTypeVariables() {
		assertThat(read(Orders.class, "save").method().resultType().getTypeName())
			.isEqualTo("java.util.List<" + Order.class.getTypeName() + ">");
		assertThat(read(Orders.class, "each").method().resultType()).isEqualTo(Order[].class);
	}

	@Test
	void readsAnAnnotationThatCarriesTask() throws Exception {
		TaskDefinition definition = this.reader.readRemote(Carries.class, Carries.class.getDeclaredMethod("run"));

		assertThat(definition).isNotNull();
		assertThat(definition.queue()).isEqualTo("quick");
	}

	@Test
	void methodWithoutAnnotationIsNotATask() throws Exception {
		assertThat(this.reader.readRemote(Object.class, Object.class.getMethod("toString"))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			hidden      | is private or static. Make it an instance method
			fixed       | is private or static. Make it an instance method
			all         | takes a variable number of arguments. Declare a List instead.
			generic     | has type parameters of its own
			raw         | has a parameter of type T, which says nothing about what to read
			rawList     | has a parameter of type java.util.List<T>, which says nothing about what to read
			suspending  | is a suspending function, which is not supported
			future      | returns CompletableFuture: a task is finished when its method returns
			publisher   | returns Publisher: a task is finished
			result      | returns AsyncResult: a task is finished
			stream      | returns a stream, which can't be kept as a result. Return a List.
			blank       | has the name ' ', which is blank
			spaced      | has the name 'a b', which contains whitespace
			reserved    | has the name 'celery.x', which is reserved
			longName    | is longer than 255 bytes
			badAlias    | has the name 'a b', which contains whitespace
			badDuration | attribute 'resultExpires': 'soon' is not a duration
			badDelay    | attribute 'retry.delay': 'x' is not a duration
			badRetry    | attribute 'retry': 'multiplier' must be at least 1
			twoValues   | attribute 'acksLate': takes one value, not 2
			twice       | is overloaded: its default name would stand for several methods
			""")
	void saysWhatIsWrong(String method, String problem) {
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> read(Wrong.class, method))
			.withMessageContaining("@Task method " + Wrong.class.getName() + "." + method)
			.withMessageContaining(problem);
	}

	@Test
	void anonymousClassNeedsAName() {
		Object anonymous = new Object() {

			@Task
			@SuppressWarnings("UnusedMethod")
			void run() {
			}

		};

		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> read(anonymous.getClass(), "run"))
			.withMessageContaining("anonymous class");
	}

	private TaskDefinition read(Class<?> type, String name) {
		Method method = TaskAnnotations.hierarchy(type)
			.stream()
			.flatMap((each) -> Arrays.stream(each.getDeclaredMethods()))
			.filter((each) -> each.getName().equals(name) && !each.isBridge())
			.findFirst()
			.orElseThrow();
		Method declaration = TaskAnnotations.declaration(type, method);
		assertThat(declaration).isNotNull();
		return this.reader.read(declaration.getAnnotation(Task.class), type, method, Object::new);
	}

	static class Reports {

		@Task
		String build(long id) {
			return "";
		}

		@Task(name = "${team}.full", aliases = { "old.full", "${team}.older" }, queue = "${team}-queue",
				acksLate = false, ignoreResult = true, trackStarted = true, allowWaiting = true,
				resultExpires = "${keep}",
				retry = @Retry(includes = IOException.class, excludes = IllegalStateException.class, maxRetries = 7,
						delay = "500ms", multiplier = 2, maxDelay = "5m", jitter = "100ms"))
		void full() {
		}

	}

	static class URLReports extends Reports {

	}

	static class Inherits extends Reports {

	}

	interface Api {

		@Task
		void act();

	}

	static class Implements implements Api {

		@Override
		public void act() {
		}

	}

	record Order(int id) {
	}

	abstract static class Store<T> {

		@Task
		List<T> save(List<? extends T> values) {
			return List.copyOf(values);
		}

		@Task
		T[] each(T[] values) {
			return values;
		}

	}

	static class Orders extends Store<Order> {

	}

	@Task(queue = "quick")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Quick {

	}

	static class Carries {

		@Quick
		void run() {
		}

	}

	static class Wrong<T> {

		@Task
		@SuppressWarnings("UnusedMethod")
		private void hidden() {
		}

		@Task
		static void fixed() {
		}

		@Task
		void all(String... names) {
		}

		@Task
		<S> void generic(S value) {
		}

		@Task
		void raw(T value) {
		}

		@Task
		void rawList(List<T> value) {
		}

		@Task
		Object suspending(long id, Continuation<String> continuation) {
			return continuation;
		}

		@Task
		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("");
		}

		@Task
		Flow.Publisher<String> publisher() {
			return (subscriber) -> {
			};
		}

		@Task
		AsyncResult<String> result(AsyncResult<String> result) {
			return result;
		}

		@Task
		Stream<String> stream() {
			return Stream.of();
		}

		@Task(name = " ")
		void blank() {
		}

		@Task(name = "a b")
		void spaced() {
		}

		@Task(name = "celery.x")
		void reserved() {
		}

		@Task(name = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
				+ "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
				+ "01234567890123456789012345678901234567890123456789012345")
		void longName() {
		}

		@Task(aliases = "a b")
		void badAlias() {
		}

		@Task(resultExpires = "soon")
		void badDuration() {
		}

		@Task(retry = @Retry(delay = "x"))
		void badDelay() {
		}

		@Task(retry = @Retry(multiplier = 0.5))
		void badRetry() {
		}

		@Task(acksLate = { true, false })
		void twoValues() {
		}

		@Task
		void twice(int value) {
		}

		@Task
		void twice(String value) {
		}

	}

}
