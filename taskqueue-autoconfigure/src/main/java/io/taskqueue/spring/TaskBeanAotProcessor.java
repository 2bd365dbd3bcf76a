package io.taskqueue.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

import io.taskqueue.TaskContext;

/**
 * Keeps task methods callable in a native image, and their parameters and results
 * readable and writable as JSON.
 */
class TaskBeanAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		Set<Method> methods = AnnotatedTaskMethods.of(type).keySet();
		return (methods.isEmpty()) ? null : new TaskHints(methods);
	}

	private record TaskHints(Set<Method> methods) implements BeanRegistrationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext, BeanRegistrationCode beanRegistrationCode) {
			this.methods.forEach((method) -> register(generationContext.getRuntimeHints(), method));
		}

		private static void register(RuntimeHints hints, Method method) {
			hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
			BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
			for (Type parameterType : method.getGenericParameterTypes()) {
				if (parameterType != TaskContext.class) {
					binding.registerReflectionHints(hints.reflection(), parameterType);
				}
			}
			binding.registerReflectionHints(hints.reflection(), method.getGenericReturnType());
		}

	}

}
