package io.taskqueue.spring;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;

import org.aopalliance.intercept.MethodInterceptor;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;

import io.taskqueue.AsyncResult;
import io.taskqueue.InvalidTaskException;
import io.taskqueue.RemoteTasks;
import io.taskqueue.Task;
import io.taskqueue.client.RemoteTasksProxy;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

class TaskBeanScannerTests {

	@Test
	void findsTasksOfBeans() {
		assertThat(names(Reports.class, Mails.class)).containsExactly("mails.send", "reports.build");
	}

	@Test
	void createsNoBean() {
		try (AnnotationConfigApplicationContext context = context(LazyConfiguration.class)) {
			assertThat(context.getBean(TaskRegistry.class).find("eager.run")).isNotNull();
			assertThat(context.getBeanFactory().containsSingleton("eager")).isFalse();
		}
	}

	@Test
	void createsNoFactoryBean() {
		try (AnnotationConfigApplicationContext context = context(FactoryConfiguration.class)) {
			assertThat(context.getBean(TaskRegistry.class).definitions()).isEmpty();
			assertThat(context.getBeanFactory().containsSingleton("untyped")).isFalse();
		}
	}

	@Test
	void beanWithTasksMayNeedRegistry() {
		assertThat(names(NeedsRegistry.class)).containsExactly("needsRegistry.run");
	}

	@Test
	void mergesAnnotations() {
		TaskDefinition task = only(Composed.class);

		assertThat(task.name()).isEqualTo("composed");
		assertThat(task.queue()).isEqualTo("slow");
		assertThat(task.ignoreResult()).isTrue();
	}

	@Test
	void resolvesPlaceholders() {
		assertThat(only(Placeholders.class).queue()).isEqualTo("from-environment");
	}

	@Test
	void unknownPlaceholderNamesTheMethod() {
		assertThatInvalid(UnknownPlaceholder.class).withMessageContaining("UnknownPlaceholder.run")
			.withMessageContaining("${missing}");
	}

	@Test
	void privateMethodIsNamed() {
		assertThatInvalid(Private.class).withMessageContaining("Private.run").withMessageContaining("private");
	}

	@Test
	void overloadedMethodWithoutNameIsNamed() {
		assertThatInvalid(Overloaded.class).withMessageContaining("Overloaded.run").withMessageContaining("overloaded");
	}

	@Test
	void sameNameTwiceIsRefused() {
		assertThatInvalid(Twice.class).withMessageContaining("'same'")
			.withMessageContaining("Twice.one")
			.withMessageContaining("Twice.two");
	}

	@Test
	void twoBeansOfOneClassAreNamed() {
		assertThatInvalid(TwoBeans.class).withMessageContaining("'first'").withMessageContaining("'second'");
	}

	@Test
	void subclassesShareAnInheritedTask() {
		assertThat(names(FirstChild.class, SecondChild.class)).containsExactly("firstChild.run", "secondChild.run");
	}

	@Test
	void beanOfScopeIsFetchedForEachRun() throws Throwable {
		try (AnnotationConfigApplicationContext context = context(Prototype.class)) {
			TaskDefinition task = context.getBean(TaskRegistry.class).definitions().get(0);

			assertThat(run(task)).isNotEqualTo(run(task));
		}
	}

	@Test
	void scopedProxyIsOneTask() throws Throwable {
		try (AnnotationConfigApplicationContext context = context(ScopedProxy.class)) {
			List<TaskDefinition> tasks = context.getBean(TaskRegistry.class).definitions();

			assertThat(tasks).extracting(TaskDefinition::name).containsExactly("scopedProxy.run");
			assertThat(run(tasks.get(0))).isNotEqualTo(run(tasks.get(0)));
		}
	}

	@Test
	void proxyOfClassIsCalledThroughItsAdvice() throws Throwable {
		try (AnnotationConfigApplicationContext context = context(ClassProxy.class)) {
			TaskDefinition task = context.getBean(TaskRegistry.class).definitions().get(0);

			assertThat(task.name()).isEqualTo("proxied.run");
			assertThat(run(task)).isEqualTo("advised plain");
		}
	}

	@Test
	void proxyOfInterfaceEndsTheStart() {
		assertThatInvalid(InterfaceProxy.class).withMessageContaining("'proxied'")
			.withMessageContaining("Proxied.run")
			.withMessageContaining("spring.aop.proxy-target-class");
	}

	@Test
	void taskThatTheDeclarationHidesEndsTheStart() {
		assertThatInvalid(Hidden.class).withMessageContaining("'hidden'")
			.withMessageContaining("return " + Proxied.class.getName());
	}

	@Test
	void taskOverriddenInHiddenSubclassIsFound() {
		assertThat(names(HiddenSubclass.class)).containsExactly("base.run");
	}

	@Test
	void interfaceOfRemoteTasksHoldsNone() {
		assertThat(names(RemoteConfiguration.class)).isEmpty();
	}

	private static ThrowableAssertAlternative<?> assertThatInvalid(Class<?> configuration) {
		return assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> {
			try (AnnotationConfigApplicationContext context = context(configuration)) {
				assertThat(context).isNotNull();
			}
			catch (BeanCreationException ex) {
				throw invalidTask(ex);
			}
		});
	}

	private static Throwable invalidTask(Throwable ex) {
		Throwable cause = ex.getCause();
		return (ex instanceof InvalidTaskException || cause == null) ? ex : invalidTask(cause);
	}

	private static List<String> names(Class<?>... components) {
		try (AnnotationConfigApplicationContext context = context(components)) {
			return context.getBean(TaskRegistry.class).definitions().stream().map(TaskDefinition::name).toList();
		}
	}

	private static TaskDefinition only(Class<?> component) {
		try (AnnotationConfigApplicationContext context = context(component)) {
			List<TaskDefinition> tasks = context.getBean(TaskRegistry.class).definitions();
			assertThat(tasks).hasSize(1);
			return tasks.get(0);
		}
	}

	private static Object run(TaskDefinition task) throws Throwable {
		return task.method().bind(List.of(), Map.of()).invoke(null);
	}

	private static AnnotationConfigApplicationContext context(Class<?>... components) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("queue", "from-environment")));
		context.register(ScannerConfiguration.class);
		context.register(components);
		context.refresh();
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	static class ScannerConfiguration {

		@Bean
		TaskBeanScanner scanner(AnnotationConfigApplicationContext context) {
			return new TaskBeanScanner(context.getBeanFactory(), new TaskDefinitionReader(new JsonPayloadCodec(),
					context.getEnvironment()::resolveRequiredPlaceholders));
		}

		@Bean
		TaskRegistry registry(TaskBeanScanner scanner) {
			return scanner.scan();
		}

	}

	@RemoteTasks(prefix = "billing")
	interface Billing {

		@Task
		AsyncResult<String> invoice(long orderId);

	}

	@Configuration(proxyBeanMethods = false)
	static class RemoteConfiguration {

		@Bean
		Billing billing() {
			return RemoteTasksProxy.create(Billing.class, mock());
		}

	}

	static class Reports {

		@Task
		String build(long customerId) {
			return "report for " + customerId;
		}

	}

	static class Mails {

		@Task
		void send() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfiguration {

		@Bean
		@Lazy
		Eager eager() {
			throw new IllegalStateException("created");
		}

	}

	static class Eager {

		@Task
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryConfiguration {

		@Bean
		@Lazy
		FactoryBean<?> untyped() {
			throw new IllegalStateException("created");
		}

	}

	static class NeedsRegistry {

		NeedsRegistry(TaskRegistry registry) {
			assertThat(registry.find("needsRegistry.run")).isNotNull();
		}

		@Task
		void run() {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Task(queue = "slow", ignoreResult = true)
	@interface SlowTask {

		@AliasFor(annotation = Task.class, attribute = "name")
		String value();

	}

	static class Composed {

		@SlowTask("composed")
		void run() {
		}

	}

	static class Placeholders {

		@Task(queue = "${queue}")
		void run() {
		}

	}

	static class UnknownPlaceholder {

		@Task(queue = "${missing}")
		void run() {
		}

	}

	static class Private {

		@Task
		@SuppressWarnings("UnusedMethod")
		private void run() {
		}

	}

	static class Overloaded {

		@Task
		void run() {
		}

		@Task
		void run(int times) {
		}

	}

	static class Twice {

		@Task(name = "same")
		void one() {
		}

		@Task(name = "same")
		void two() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Mails first() {
			return new Mails();
		}

		@Bean
		Mails second() {
			return new Mails();
		}

	}

	abstract static class Parent {

		@Task
		void run() {
		}

	}

	static class FirstChild extends Parent {

	}

	static class SecondChild extends Parent {

	}

	@Scope("prototype")
	static class Prototype {

		@Task
		int run() {
			return System.identityHashCode(this);
		}

	}

	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedProxy {

		@Task
		int run() {
			return System.identityHashCode(this);
		}

	}

	interface Runs {

		String other();

	}

	static class Proxied implements Runs {

		@Task
		String run() {
			return "plain";
		}

		@Override
		public String other() {
			return "other";
		}

	}

	abstract static class ProxyConfiguration {

		static BeanNameAutoProxyCreator creator(boolean proxyTargetClass) {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("proxied");
			creator.setInterceptorNames("advice");
			creator.setProxyTargetClass(proxyTargetClass);
			return creator;
		}

		@Bean
		Proxied proxied() {
			return new Proxied();
		}

		@Bean
		static MethodInterceptor advice() {
			return (invocation) -> "advised " + invocation.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxy extends ProxyConfiguration {

		@Bean
		static BeanNameAutoProxyCreator creator() {
			return creator(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxy extends ProxyConfiguration {

		@Bean
		static BeanNameAutoProxyCreator creator() {
			return creator(false);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hidden {

		@Bean
		Runs hidden() {
			return new Proxied();
		}

	}

	static class Base {

		@Task
		void run() {
		}

	}

	static class Sub extends Base {

		@Override
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenSubclass {

		@Bean
		Base base() {
			return new Sub();
		}

	}

}
