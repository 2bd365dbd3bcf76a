package io.taskqueue.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

import org.springframework.beans.factory.config.BeanPostProcessor;

import io.taskqueue.broker.Broker;
import io.taskqueue.broker.Delivery;
import io.taskqueue.broker.DeliveryHandler;
import io.taskqueue.result.ResultStore;

/**
 * Halts the process, without any clean-up, at one moment between the run of a task and
 * its acknowledgement. A file says at which one; it is removed before the process is
 * halted, so that the process that is started next goes on.
 */
final class CrashPoint implements BeanPostProcessor {

	private final Path directory;

	CrashPoint(Path directory) {
		this.directory = directory;
	}

	/**
	 * Make the worker of this directory halt at the next such moment.
	 */
	static void arm(Path directory, Moment moment) throws IOException {
		Files.createFile(directory.resolve(moment.file()));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ResultStore store) {
			return watch(ResultStore.class, store);
		}
		if (bean instanceof Broker broker) {
			return watch(Broker.class, broker);
		}
		return bean;
	}

	private <T> T watch(Class<T> type, T target) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> intercept(target, method, arguments)));
	}

	private Object intercept(Object target, Method method, Object[] arguments) throws Throwable {
		halt(method, true);
		Object[] passed = arguments;
		if (method.getName().equals("consume")) {
			DeliveryHandler handler = (DeliveryHandler) arguments[1];
			passed = new Object[] { arguments[0],
					(DeliveryHandler) (delivery) -> handler.handle(watch(Delivery.class, delivery)) };
		}
		Object result = invoke(target, method, passed);
		return (result instanceof CompletionStage<?> stage) ? stage.thenApply((value) -> {
			halt(method, false);
			return value;
		}) : result;
	}

	private void halt(Method method, boolean before) {
		for (Moment moment : Moment.values()) {
			if (method.getName().equals(moment.method) && before == moment.before && disarm(moment)) {
				Runtime.getRuntime().halt(137);
			}
		}
	}

	private boolean disarm(Moment moment) {
		try {
			return Files.deleteIfExists(this.directory.resolve(moment.file()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	enum Moment {

		/**
		 * The task has run, nothing is stored.
		 */
		BEFORE_STORE("store", true),

		/**
		 * The outcome is stored, what follows is not published.
		 */
		AFTER_STORE("store", false),

		/**
		 * What comes before publishing is done.
		 */
		BEFORE_PUBLISH("publish", true),

		/**
		 * The first message of those that follow is confirmed.
		 */
		AFTER_PUBLISH("publish", false),

		/**
		 * Everything is done but the acknowledgement.
		 */
		BEFORE_ACK("ack", true);

		private final String method;

		private final boolean before;

		Moment(String method, boolean before) {
			this.method = method;
			this.before = before;
		}

		private String file() {
			return "crash-" + name();
		}

	}

}
