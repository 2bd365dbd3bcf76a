package io.taskqueue.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import io.taskqueue.InvalidTaskException;
import io.taskqueue.MethodReference;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskDefinitionReader;
import io.taskqueue.registry.TaskRegistry;

/**
 * Finds out which task a method reference means.
 *
 * <p>
 * The JVM makes one class for each place in the code where a method reference is written.
 * What is found is kept with that class, by a {@link ClassValue} of this instance: a
 * class loader that is thrown away takes it along, and so does this instance. A reference
 * to a bean's method is looked at each time for the bean, whose class decides.
 */
final class MethodReferences {

	private final TaskRegistry registry;

	private final TaskDefinitionReader definitions;

	private final ClassValue<Site> sites = new ClassValue<>() {

		@Override
		protected Site computeValue(Class<?> type) {
			return new Site(writeReplace(type));
		}

	};

	MethodReferences(TaskRegistry registry, TaskDefinitionReader definitions) {
		this.registry = registry;
		this.definitions = definitions;
	}

	TaskCall resolve(MethodReference reference) {
		Site site = this.sites.get(reference.getClass());
		TaskCall known = site.call;
		if (known != null) {
			return known;
		}
		SerializedLambda lambda = site.describe(reference);
		Object receiver = (lambda.getCapturedArgCount() > 0) ? lambda.getCapturedArg(0) : null;
		return (receiver != null) ? bound(site, lambda, receiver, reference)
				: site.keep(call(ReferencedMethod.of(lambda, reference.getClass().getClassLoader())));
	}

	private TaskCall bound(Site site, SerializedLambda lambda, Object receiver, MethodReference reference) {
		BoundCall latest = site.bound;
		if (latest == null || latest.receiverType() != receiver.getClass()) {
			ReferencedMethod method = ReferencedMethod.of(lambda, reference.getClass().getClassLoader());
			latest = new BoundCall(receiver.getClass(), call(method));
			site.bound = latest;
		}
		return latest.call();
	}

	private TaskCall call(ReferencedMethod referenced) {
		TaskDefinition local = this.registry.find(referenced.receiverType(), referenced.method());
		if (local != null) {
			return TaskCall.of(local, true);
		}
		TaskDefinition remote = this.definitions.readRemote(referenced.receiverType(), referenced.method());
		if (remote == null) {
			throw new InvalidTaskException(referenced.receiverType().getName() + "." + referenced.method().getName()
					+ " is not a @Task method. Annotate it, or submit by name.", null);
		}
		return TaskCall.of(remote, false);
	}

	private static MethodHandle writeReplace(Class<?> type) {
		try {
			Method method = type.getDeclaredMethod("writeReplace");
			method.setAccessible(true);
			return MethodHandles.lookup().unreflect(method);
		}
		catch (NoSuchMethodException | IllegalAccessException | InaccessibleObjectException ex) {
			throw new InvalidTaskException("The JVM does not tell which method " + type.getName()
					+ " refers to. Pass a method reference as it is, open its package to io.taskqueue where it is in "
					+ "a module, and in a native image register its class as one that captures serializable lambdas;"
					+ " or submit by name or through a @RemoteTasks interface.", ex);
		}
	}

	/**
	 * One place in the code where a method reference is written.
	 */
	private static final class Site {

		private final MethodHandle writeReplace;

		private volatile @Nullable TaskCall call;

		private volatile @Nullable BoundCall bound;

		Site(MethodHandle writeReplace) {
			this.writeReplace = writeReplace;
		}

		TaskCall keep(TaskCall found) {
			this.call = found;
			return found;
		}

		SerializedLambda describe(MethodReference reference) {
			try {
				return (SerializedLambda) this.writeReplace.invoke(reference);
			}
			catch (Throwable ex) {
				throw new InvalidTaskException(
						reference.getClass().getName() + " is not a method reference. Write Reports::build.", ex);
			}
		}

	}

	/**
	 * What a reference to a bean's method meant the last time.
	 */
	private record BoundCall(Class<?> receiverType, TaskCall call) {

	}

}
