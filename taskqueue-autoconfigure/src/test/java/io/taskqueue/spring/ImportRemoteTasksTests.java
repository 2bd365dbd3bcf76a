package io.taskqueue.spring;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.Signature;
import io.taskqueue.TaskClient;
import io.taskqueue.spring.remote.Billing;
import io.taskqueue.spring.remote.Billing.Invoice;
import io.taskqueue.spring.remote.Billing.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

class ImportRemoteTasksTests {

	@Test
	void namedInterfaceBecomesBean() {
		try (AnnotationConfigApplicationContext context = context(Named.class)) {
			context.getBean(Billing.class).invoice(new Order("x"));

			then(context.getBean(TaskClient.class)).should()
				.submit(argThat((Signature<?> signature) -> signature.task().equals("billing.invoice")));
		}
	}

	@Test
	void packagesAreSearched() {
		try (AnnotationConfigApplicationContext context = context(Searched.class)) {
			assertThat(context.getBeanProvider(Billing.class).stream()).hasSize(1);
		}
	}

	@Test
	void packageOfConfigurationIsSearchedByDefault() {
		try (AnnotationConfigApplicationContext context = context(Default.class)) {
			assertThat(context.getBeanProvider(Billing.class).stream()).hasSize(1);
		}
	}

	@Test
	void interfaceFoundTwiceIsOneBean() {
		try (AnnotationConfigApplicationContext context = context(Named.class, Searched.class)) {
			assertThat(context.getBeanProvider(Billing.class).stream()).hasSize(1);
		}
	}

	@Test
	void typeIsKnownWithoutBean() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Named.class);
			context.refreshForAotProcessing(new RuntimeHints());

			assertThat(context.getBeanNamesForType(Billing.class, true, false))
				.containsExactly(Billing.class.getName());
		}
	}

	@Test
	void otherTypeEndsTheStart() {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> context(NotRemote.class))
			.havingRootCause()
			.isInstanceOf(InvalidTaskException.class)
			.withMessageContaining("@RemoteTasks");
	}

	@Test
	void nativeImageKnowsProxyAndTypes() {
		RuntimeHints hints = process(Named.class).getRuntimeHints();

		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Billing.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Billing.class, "invoice")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Order.class, "customer")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Invoice.class, "text")).accepts(hints);
	}

	@Test
	@CompileWithForkedClassLoader
	void beanProcessedAheadOfTimeWorks() {
		TestCompiler.forSystem().with(process(Named.class)).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				initializer(compiled).initialize(context);
				context.refresh();

				assertThat(context.getBean(Billing.class)).hasToString("RemoteTasks[" + Billing.class.getName() + "]");
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Compiled compiled) {
		return compiled.getInstance(ApplicationContextInitializer.class);
	}

	private static TestGenerationContext process(Class<?> configuration) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(configuration);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return generation;
	}

	private static AnnotationConfigApplicationContext context(Class<?>... configurations) {
		return new AnnotationConfigApplicationContext(configurations);
	}

	static class Client {

		@Bean
		TaskClient tasks() {
			return mock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRemoteTasks(Billing.class)
	static class Named extends Client {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRemoteTasks(basePackages = "io.taskqueue.spring.remote")
	static class Searched extends Client {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRemoteTasks
	static class Default extends Client {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRemoteTasks(Map.class)
	static class NotRemote extends Client {

	}

}
