package io.taskqueue.client;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.MethodReference;
import io.taskqueue.ResultType;
import io.taskqueue.Signature;
import io.taskqueue.Task;
import io.taskqueue.TaskClient;
import io.taskqueue.TaskContext;
import io.taskqueue.memory.MemoryBroker;
import io.taskqueue.memory.MemoryResultStore;
import io.taskqueue.message.JsonPayloadCodec;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;
import io.taskqueue.time.ManualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MethodReferencesTests {

	private static final TaskDefinitionReader READER = new TaskDefinitionReader(new JsonPayloadCodec(),
			(text) -> text.replace("${team}", "blue"));

	private final TaskClient tasks = client(Reports.class, Special.class, OrderHandler.class, Implementation.class);

	private final TaskClient remote = client();

	private final Reports reports = new Reports();

	@Test
	void namesTheTaskItsArgumentsAndItsResult() {
		Signature<String> signature = this.tasks.signature(Reports::build, 42L);

		assertThat(signature.task()).isEqualTo("reports.build");
		assertThat(signature.toMessage().args()).containsExactly(42L);
		assertThat(signature.resultType()).isEqualTo(ResultType.of(String.class));
	}

	@Test
	void namesTheTaskOfAnInjectedBean() {
		Signature<String> signature = this.tasks.signature(this.reports::build, 42L);

		assertThat(signature.task()).isEqualTo("reports.build");
		assertThat(signature.toMessage().args()).containsExactly(42L);
	}

	@Test
	void keepsGenericResultTypes() {
		Signature<List<String>> signature = this.tasks.signature(Reports::names, List.of(1));

		assertThat(signature.resultType()).isEqualTo(new ResultType<List<String>>() {
		});
	}

	@Test
	void resultOfVoidIsVoid() {
		assertThat(this.tasks.signature(Reports::clear).resultType()).isEqualTo(ResultType.of(Void.class));
		assertThat(this.tasks.signature(this.reports::clear).resultType()).isEqualTo(ResultType.of(Void.class));
	}

	@Test
	void takesUpToSixArguments() {
		Signature<Void> unbound = this.tasks.signature(Reports::six, 1, 2, 3, 4, 5, 6);
		Signature<Void> bound = this.tasks.signature(this.reports::six, 1, 2, 3, 4, 5, 6);

		assertThat(unbound.toMessage().args()).containsExactly(1, 2, 3, 4, 5, 6);
		assertThat(bound).isEqualTo(unbound);
	}

	@Test
	void leavesOutTheContext() {
		Signature<String> signature = this.tasks.signature(Reports::aware, null, 5L);

		assertThat(signature.toMessage().args()).containsExactly(5L);
	}

	@Test
	void keepsNullOfAnObject() {
		assertThat(this.tasks.signature(Reports::boxed, null).toMessage().args()).containsOnlyNulls().hasSize(1);
	}

	@Test
	void refusesNullForAPrimitive() {
		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> this.tasks.signature(Reports::build, null))
			.withMessage("reports.build() needs a value for argument 1 (long): null was given");
	}

	@Test
	void findsTheOverloadThatIsMeant() {
		MethodReference.Value2<Reports, Long, String> number = Reports::over;
		MethodReference.Value2<Reports, String, String> text = Reports::over;

		assertThat(this.tasks.signature(number, 1L).task()).isEqualTo("reports.over");
		assertThat(this.tasks.signature(text, "1").task()).isEqualTo("reports.overText");
	}

	@Test
	void beanDecidesWhichTaskIsMeant() {
		Reports special = new Special();

		assertThat(this.tasks.signature(special::build, 1L).task()).isEqualTo("special.build");
		assertThat(this.tasks.signature(special::clear).task()).isEqualTo("special.clear");
		assertThat(this.tasks.signature(Special::clear).task()).isEqualTo("special.clear");
	}

	@Test
	void oneReferenceServesBeansOfSeveralClasses() {
		List<String> names = new ArrayList<>();
		for (Reports bean : List.of(this.reports, new Special(), this.reports)) {
			names.add(this.tasks.signature(bean::build, 1L).task());
		}

		assertThat(names).containsExactly("reports.build", "special.build", "reports.build");
	}

	@Test
	void seesThroughAGeneratedSubclass() {
		Reports proxy = Mockito.mock(Reports.class);
		Unregistered unregistered = Mockito.mock(Unregistered.class);

		assertThat(this.tasks.signature(proxy::build, 1L).task()).isEqualTo("reports.build");
		assertThat(this.tasks.signature(unregistered::run).task()).isEqualTo("unregistered.run");
	}

	@Test
	void seesThroughAnInterfaceProxy() {
		Contract proxy = proxy(Contract.class);

		assertThat(this.tasks.signature(proxy::agree, 1).task()).isEqualTo("implementation.agree");
		assertThat(this.tasks.signature(Contract::agree, 1).task()).isEqualTo("implementation.agree");
	}

	@Test
	void resolvesBridgesAndTypeVariables() {
		Handler<Order> handler = new OrderHandler();

		assertThat(this.tasks.signature(handler::handle, new Order(1)).task()).isEqualTo("orderHandler.handle");
		assertThat(this.tasks.signature(OrderHandler::handle, new Order(1)).task()).isEqualTo("orderHandler.handle");
		assertThat(this.tasks.signature(OrderHandler::handle, new Order(1)).resultType().type())
			.isEqualTo((Type) Order.class);
	}

	@Test
	void severalBeansOfAnInterfaceNeedTheirOwnClass() {
		TaskClient two = client(Implementation.class, OtherImplementation.class);

		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> two.signature(Contract::agree, 1))
			.withMessageContaining("[implementation.agree, otherImplementation.agree]")
			.withMessageContaining("Refer to the method of the class itself");
		assertThat(two.signature(new OtherImplementation()::agree, 1).task()).isEqualTo("otherImplementation.agree");
	}

	@Test
	void namesTasksWhoseWorkerIsElsewhere() {
		assertThat(this.remote.signature(Reports::build, 1L).task()).isEqualTo("reports.build");
		assertThat(this.remote.signature(this.reports::build, 1L).task()).isEqualTo("reports.build");
		assertThat(this.remote.signature(Special::clear).task()).isEqualTo("special.clear");
		assertThat(this.remote.signature(SharedApi::act).task()).isEqualTo("sharedApi.act");
		assertThat(this.remote.signature(SharedApi::teamed).task()).isEqualTo("blue.teamed");
	}

	@Test
	void carriesTheQueueOfATaskWhoseWorkerIsElsewhere() {
		assertThat(this.remote.signature(SharedApi::teamed).toMessage().options().queue()).isEqualTo("team");
		assertThat(this.remote.signature(SharedApi::teamed).toMessage().options().ignoreResult()).isTrue();
	}

	@Test
	void refusesAMethodThatIsNotATask() {
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> this.tasks.signature(Reports::ordinary))
			.withMessage(Reports.class.getName() + ".ordinary is not a @Task method. Annotate it, or submit by name.");
	}

	@Test
	void refusesALambda() {
		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> this.tasks.submit(() -> this.reports.build(5L)))
			.withMessageStartingWith("The lambda expression in " + getClass().getName())
			.withMessageContaining("Write Reports::build");
		assertThatExceptionOfType(InvalidTaskException.class)
			.isThrownBy(() -> this.tasks.submit((Reports bean) -> bean.build(5L)))
			.withMessageStartingWith("The lambda expression in " + getClass().getName());
	}

	@Test
	void refusesAConstructorAndAStaticMethod() {
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> this.tasks.submit(Reports::new))
			.withMessageStartingWith("The constructor of " + Reports.class.getName());
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> this.tasks.submit(Reports::fixed, 5L))
			.withMessageStartingWith("The static method " + Reports.class.getName() + ".fixed");
	}

	@Test
	void refusesWhatIsNotCompiledFromAReference() {
		MethodReference.Void0 anonymous = new MethodReference.Void0() {

			private static final long serialVersionUID = 1L;

			@Override
			public void call() {
			}

		};

		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(() -> this.tasks.submit(anonymous))
			.withMessageContaining("does not tell which method");
	}

	@Test
	void doesNotKeepTheClassesOfAnotherClassLoaderAlive() throws Exception {
		MethodReferences references = new MethodReferences(new TaskRegistry(List.of()), READER);
		WeakReference<ClassLoader> loader = useThrowawayLoader(references);

		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return loader.get() == null;
		});
		Reference.reachabilityFence(references);
	}

	@SuppressWarnings("unchecked")
	private static WeakReference<ClassLoader> useThrowawayLoader(MethodReferences references) throws Exception {
		URL[] urls = { ThrowawayTasks.class.getProtectionDomain().getCodeSource().getLocation() };
		ClassLoader loader = new URLClassLoader(urls, MethodReferencesTests.class.getClassLoader()) {

			@Override
			protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
				return name.startsWith(ThrowawayTasks.class.getName()) ? findClass(name)
						: super.loadClass(name, resolve);
			}

		};
		Class<?> type = loader.loadClass(ThrowawayTasks.class.getName());
		var supplier = (Supplier<MethodReference>) type.getDeclaredConstructor().newInstance();
		assertThat(supplier.getClass()).isNotEqualTo(ThrowawayTasks.class);
		assertThat(references.resolve(supplier.get()).definition().name()).isEqualTo("throwawayTasks.run");
		return new WeakReference<>(loader);
	}

	private static TaskClient client(Class<?>... beans) {
		ManualTimeSource time = new ManualTimeSource();
		JsonPayloadCodec payloads = new JsonPayloadCodec();
		TaskRegistry registry = new TaskRegistry(
				Arrays.stream(beans).flatMap((bean) -> definitions(bean).stream()).toList());
		TaskPublisher publisher = new TaskPublisher(
				new PublisherOptions("tasks", Map.of(), Map.of(), Duration.ofSeconds(5), "gen1@host"), registry,
				new TaskMessageCodec(payloads), new MemoryBroker(time), time);
		return new PublishingTaskClient(publisher, registry, READER,
				new ResultReader(new MemoryResultStore(time), payloads, time, Duration.ofSeconds(5), Runnable::run));
	}

	private static List<TaskDefinition> definitions(Class<?> bean) {
		List<TaskDefinition> definitions = new ArrayList<>();
		Set<String> overridden = new HashSet<>();
		for (Class<?> type = bean; type != Object.class; type = type.getSuperclass()) {
			for (Method method : type.getDeclaredMethods()) {
				String key = method.getName() + Arrays.toString(method.getParameterTypes());
				if (!method.isBridge() && method.isAnnotationPresent(Task.class) && overridden.add(key)) {
					definitions.add(READER.read(method.getAnnotation(Task.class), bean, method, Object::new));
				}
			}
		}
		return definitions;
	}

	private static <T> T proxy(Class<T> type) {
		return type.cast(
				Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> null));
	}

	static class Reports {

		@Task
		String build(long id) {
			return "report " + id;
		}

		@Task
		String boxed(Integer id) {
			return "report " + id;
		}

		@Task
		List<String> names(List<Integer> ids) {
			return List.of();
		}

		@Task
		void clear() {
		}

		@Task
		void six(int a, int b, int c, int d, int e, int f) {
		}

		@Task
		String aware(TaskContext context, long id) {
			return context.id();
		}

		@Task
		String over(long id) {
			return "";
		}

		@Task(name = "reports.overText")
		String over(String id) {
			return "";
		}

		void ordinary() {
		}

		static String fixed(long id) {
			return "";
		}

	}

	static class Special extends Reports {

		@Override
		@Task
		String build(long id) {
			return "special " + id;
		}

		@Override
		@Task(name = "special.overText")
		String over(String id) {
			return "";
		}

	}

	static class Unregistered {

		@Task
		void run() {
		}

	}

	interface Contract {

		String agree(int value);

	}

	static class Implementation implements Contract {

		@Override
		@Task
		public String agree(int value) {
			return "";
		}

	}

	static class OtherImplementation implements Contract {

		@Override
		@Task
		public String agree(int value) {
			return "";
		}

	}

	interface SharedApi {

		@Task
		void act();

		@Task(name = "${team}.teamed", queue = "team", ignoreResult = true)
		void teamed();

	}

	record Order(int id) {
	}

	interface Handler<T> {

		T handle(T value);

	}

	abstract static class Confirming<T> implements Handler<T> {

	}

	static class OrderHandler extends Confirming<Order> {

		@Override
		@Task
		public Order handle(Order value) {
			return value;
		}

	}

}
