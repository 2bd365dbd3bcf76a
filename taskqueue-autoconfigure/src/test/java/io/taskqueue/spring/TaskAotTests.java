package io.taskqueue.spring;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;

import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskContext;
import io.taskqueue.autoconfigure.TaskQueueAutoConfiguration;
import io.taskqueue.autoconfigure.TaskQueueMemoryAutoConfiguration;
import io.taskqueue.autoconfigure.TaskQueueWorkerAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class TaskAotTests {

	@Test
	void taskMethodsStayCallable() {
		RuntimeHints hints = process(Reports.class).getRuntimeHints();

		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Reports.class, "build")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Reports.class, "other")).rejects(hints);
	}

	@Test
	void parametersAndResultsStayReadable() {
		RuntimeHints hints = process(Reports.class).getRuntimeHints();

		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Order.class, "customer")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Item.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Report.class, "text")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TaskContext.class)).rejects(hints);
	}

	@Test
	void beansThatWriteMethodReferencesAreNamed() throws IOException {
		TestGenerationContext generated = process(Application.class);

		assertThat(generated.getGeneratedFiles().getGeneratedFileContent(Kind.RESOURCE, TaskReferenceAotProcessor.FILE))
			.contains("\"lambdaCapturingTypes\"")
			.contains("{\"name\": \"" + Controller.class.getName() + "\"}")
			.doesNotContain("org.springframework");
	}

	@Test
	void nothingIsNamedWithoutApplication() {
		assertThat(process(Reports.class).getGeneratedFiles().getGeneratedFiles(Kind.RESOURCE).keySet())
			.doesNotContain(TaskReferenceAotProcessor.FILE);
	}

	@Test
	@CompileWithForkedClassLoader
	void applicationProcessedAheadOfTimeRunsTasks() {
		TestGenerationContext generated = process(Application.class);

		TestCompiler.forSystem().with(generated).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				context.getEnvironment().getPropertySources().addFirst(memoryMode());
				initializer(compiled).initialize(context);
				context.refresh();

				assertThat(context.getBean(TaskClient.class)
					.submit("reports.build", Report.class, new Order("x"), List.of(new Item("y")))
					.get(Duration.ofSeconds(10))).isEqualTo(new Report("x[Item[name=y]]"));
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Compiled compiled) {
		return compiled.getInstance(ApplicationContextInitializer.class);
	}

	private static MapPropertySource memoryMode() {
		return new MapPropertySource("test", Map.of("taskqueue.broker", "memory"));
	}

	private static TestGenerationContext process(Class<?> component) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(memoryMode());
		context.register(component);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return generation;
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, TaskQueueMemoryAutoConfiguration.class,
			TaskQueueAutoConfiguration.class, TaskQueueWorkerAutoConfiguration.class })
	@Import({ Reports.class, Controller.class })
	static class Application {

	}

	static class Controller {

	}

	static class Reports {

		@Task
		Report build(Order order, List<Item> items, TaskContext context) {
			return new Report(order.customer() + items);
		}

		void other() {
		}

	}

	record Order(String customer) {

	}

	record Item(String name) {

	}

	record Report(String text) {

	}

}
