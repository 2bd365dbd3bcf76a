package io.taskqueue.spring;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.ResolvableType;

import io.taskqueue.AsyncResult;
import io.taskqueue.RemoteTasks;

/**
 * Keeps {@link RemoteTasks @RemoteTasks} interfaces working in a native image: their
 * proxies, their methods, and the JSON of parameters and results.
 */
class RemoteTasksAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		ResolvableType beanType = registeredBean.getBeanType();
		Class<?> type = (beanType.toClass() == RemoteTasksFactoryBean.class) ? beanType.getGeneric().toClass()
				: beanType.toClass();
		return (type.isInterface() && type.isAnnotationPresent(RemoteTasks.class)) ? new RemoteTasksHints(type) : null;
	}

	private record RemoteTasksHints(Class<?> type) implements BeanRegistrationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext, BeanRegistrationCode beanRegistrationCode) {
			RuntimeHints hints = generationContext.getRuntimeHints();
			hints.proxies().registerJdkProxy(this.type);
			hints.reflection().registerType(this.type, MemberCategory.INVOKE_PUBLIC_METHODS);
			BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
			for (Method method : this.type.getMethods()) {
				ResolvableType result = ResolvableType.forMethodReturnType(method).as(AsyncResult.class).getGeneric();
				binding.registerReflectionHints(hints.reflection(), method.getGenericParameterTypes());
				binding.registerReflectionHints(hints.reflection(), result.getType());
			}
		}

	}

}
