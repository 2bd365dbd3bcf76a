package io.taskqueue.client;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.taskqueue.TaskClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of {@code docs/decisions/0001-method-references.md}, row by row: what the
 * compiler takes, and what to write instead where it does not.
 */
class MethodReferenceCompilationTests {

	private static final String SOURCE = """
			import io.taskqueue.*;
			import java.util.*;

			class Snippet {

				interface Api {
					@Task String api(long id);
				}

				static class Base<T> {
					@Task public T inherited(T value) { return value; }
				}

				static class Reports extends Base<String> implements Api {
					@Task public String build(long id) { return ""; }
					@Task public String boxed(Integer id) { return ""; }
					@Task public String tiny(short id) { return ""; }
					@Task public String ratio(double ratio) { return ""; }
					@Task public String any(Number number) { return ""; }
					@Task public int count() { return 0; }
					@Task public void clear() { }
					@Task public void move(long from, String to) { }
					@Task public String load(long id) throws java.io.IOException { return ""; }
					@Task public List<String> names(List<Long> ids) { return List.of(); }
					@Task public String over(long id) { return ""; }
					@Task(name = "reports.over2") public String over(String id) { return ""; }
					@Task public String aware(long id, TaskContext context) { return ""; }
					@Task public String api(long id) { return ""; }
					@Task public void six(int a, int b, int c, int d, int e, int f) { }
					public void seven(int a, int b, int c, int d, int e, int f, int g) { }
					public <T> T generic(T value) { return value; }
					public void all(String... names) { }
					public static String fixed(long id) { return ""; }
					private String secret(long id) { return ""; }
				}

			}

			class Caller {

				void call(TaskClient tasks, Snippet.Reports reports, Snippet.Api api) {
					%s
				}

			}
			""";

	@TempDir
	private @Nullable Path classes;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			unbound           | AsyncResult<String> r = tasks.submit(Snippet.Reports::build, 5L);
			bound             | AsyncResult<String> r = tasks.submit(reports::build, 5L);
			signature         | Signature<String> s = tasks.signature(Snippet.Reports::build, 5L).queue("slow");
			bound signature   | Signature<String> s = tasks.signature(reports::build, 5L);
			long cast         | tasks.submit(Snippet.Reports::build, (long) 5);
			Long variable     | Long id = 5L; tasks.submit(Snippet.Reports::build, id);
			boxed             | tasks.submit(Snippet.Reports::boxed, 5);
			subtype           | tasks.submit(Snippet.Reports::any, 5);
			null              | tasks.submit(Snippet.Reports::boxed, null);
			null, primitive   | tasks.submit(Snippet.Reports::build, null);
			primitive result  | int n = tasks.submit(Snippet.Reports::count).get();
			void              | AsyncResult<Void> r = tasks.submit(Snippet.Reports::clear);
			void bound        | AsyncResult<Void> r = tasks.submit(reports::clear);
			void, arguments   | AsyncResult<Void> r = tasks.submit(Snippet.Reports::move, 5L, "there");
			checked exception | tasks.submit(Snippet.Reports::load, 5L);
			generic types     | List<String> r = tasks.submit(Snippet.Reports::names, List.of(1L, 2L)).get();
			empty list        | tasks.submit(Snippet.Reports::names, List.of());
			interface         | tasks.submit(Snippet.Api::api, 5L);
			bound interface   | tasks.submit(api::api, 5L);
			inherited         | String r = tasks.submit(Snippet.Reports::inherited, "x").get();
			context           | tasks.submit(Snippet.Reports::aware, 5L, null);
			six arguments     | tasks.submit(Snippet.Reports::six, 1, 2, 3, 4, 5, 6);
			asynchronous      | tasks.submitAsync(tasks.signature(reports::build, 5L)).thenApply(AsyncResult::id);
			many              | tasks.submitAll(List.of(tasks.signature(reports::build, 5L)));
			by name           | AsyncResult<Integer> r = tasks.submit("demo.add", Integer.class, 1, 2);
			static            | tasks.submit(Snippet.Reports::fixed, 5L);
			constructor       | tasks.submit(Snippet.Reports::new);
			lambda            | tasks.submit(() -> reports.build(5L));
			typed lambda      | tasks.submit((Snippet.Reports r) -> r.build(5L));
			""")
	void compiles(String row, String code) {
		assertThat(errors(code)).as(row).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					int to long        | tasks.submit(Snippet.Reports::build, 5);                  | tasks.submit(Snippet.Reports::build, 5L);
					int to short       | tasks.submit(Snippet.Reports::tiny, 5);                   | tasks.submit(Snippet.Reports::tiny, (short) 5);
					int to double      | tasks.submit(Snippet.Reports::ratio, 5);                  | tasks.submit(Snippet.Reports::ratio, 5.0);
					wrong type         | tasks.submit(Snippet.Reports::build, "5");                | tasks.submit(Snippet.Reports::build, 5L);
					too few            | tasks.submit(Snippet.Reports::build);                     | tasks.submit(Snippet.Reports::build, 5L);
					too many           | tasks.submit(Snippet.Reports::build, 5L, 6L);             | tasks.submit(Snippet.Reports::build, 5L);
					wrong result       | AsyncResult<Integer> r = tasks.submit(reports::build, 5L); | AsyncResult<String> r = tasks.submit(reports::build, 5L);
					overloaded         | tasks.submit(Snippet.Reports::over, 5L);                  | tasks.submit("reports.over", String.class, 5L);
					overloaded, bound  | tasks.submit(reports::over, 5L);                          | MethodReference.Value1<Long, String> over = reports::over; tasks.submit(over, 5L);
					overloaded, typed  | tasks.submit(Snippet.Reports::over, "x");                 | MethodReference.Value2<Snippet.Reports, String, String> over = Snippet.Reports::over; tasks.submit(over, "x");
					generic method     | tasks.submit(Snippet.Reports::generic, "x");              | tasks.submit("reports.generic", String.class, "x");
					varargs            | tasks.submit(Snippet.Reports::all, "x");                  | tasks.submit(Snippet.Reports::names, List.of(1L));
					private            | tasks.submit(Snippet.Reports::secret, 5L);                | tasks.submit(Snippet.Reports::build, 5L);
					seven arguments    | tasks.submit(Snippet.Reports::seven, 1, 2, 3, 4, 5, 6, 7); | tasks.submit("reports.seven", Void.class, 1, 2, 3, 4, 5, 6, 7);
					context left out   | tasks.submit(Snippet.Reports::aware, 5L);                 | tasks.submit(Snippet.Reports::aware, 5L, null);
					untyped lambda     | tasks.submit((r) -> r.build(5L));                         | tasks.submit(Snippet.Reports::build, 5L);
					""")
	void doesNotCompileButTheAlternativeDoes(String row, String code, String alternative) {
		assertThat(errors(code)).as(row).isNotEmpty();
		assertThat(errors(alternative)).as(row).isEmpty();
	}

	private List<String> errors(String code) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = List.of("-Xlint:all", "-Werror", "-proc:none", "-classpath", classPath(), "-d",
				String.valueOf(this.classes));
		compiler.getTask(null, null, diagnostics, options, null, List.of(new Source(SOURCE.formatted(code)))).call();
		return diagnostics.getDiagnostics()
			.stream()
			.filter((each) -> each.getKind() == Diagnostic.Kind.ERROR)
			.map((each) -> each.getMessage(Locale.ROOT))
			.toList();
	}

	private static String classPath() {
		return List.of(TaskClient.class, Nullable.class)
			.stream()
			.map(MethodReferenceCompilationTests::location)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String location(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		private Source(String text) {
			super(URI.create("string:///Snippet.java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
