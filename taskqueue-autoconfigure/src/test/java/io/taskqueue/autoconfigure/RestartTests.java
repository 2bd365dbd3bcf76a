package io.taskqueue.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

import io.taskqueue.Task;
import io.taskqueue.TaskClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DevTools restarts an application in a new class loader, above which ours stay.
 */
class RestartTests {

	@Test
	void eachStartUsesItsOwnClasses() throws Exception {
		Class<?> first = runInNewClassLoader();
		Class<?> second = runInNewClassLoader();

		assertThat(first.getName()).isEqualTo(second.getName());
		assertThat(first).isNotSameAs(second);
	}

	private static Class<?> runInNewClassLoader() throws Exception {
		URL tests = RestartTests.class.getProtectionDomain().getCodeSource().getLocation();
		try (RestartClassLoader loader = new RestartClassLoader(new URL[] { tests })) {
			Object application = loader.loadClass(Application.class.getName()).getDeclaredConstructor().newInstance();
			return ((Callable<?>) application).call().getClass();
		}
	}

	/**
	 * Loads the application's classes itself, and all others from above.
	 */
	private static final class RestartClassLoader extends URLClassLoader {

		RestartClassLoader(URL[] urls) {
			super(urls, RestartTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(RestartTests.class.getName())) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskQueueMemoryAutoConfiguration.class, TaskQueueAutoConfiguration.class,
			TaskQueueWorkerAutoConfiguration.class })
	@Import(Orders.class)
	public static class Application implements Callable<Object> {

		@Override
		public Object call() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
				context.setClassLoader(getClass().getClassLoader());
				context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("test", Map.of("taskqueue.broker", "memory")));
				context.register(getClass());
				context.refresh();
				return context.getBean(TaskClient.class).submit(Orders::next, new Order(1)).get(Duration.ofSeconds(10));
			}
		}

	}

	public static class Orders {

		@Task
		public Order next(Order order) {
			return new Order(order.number() + 1);
		}

	}

	public record Order(int number) {

	}

}
