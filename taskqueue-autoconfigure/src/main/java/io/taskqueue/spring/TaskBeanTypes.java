package io.taskqueue.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The classes behind bean names, found without creating a bean: not even a factory bean
 * is created to ask it, because the question may come up while other beans are created.
 */
final class TaskBeanTypes {

	private final ConfigurableListableBeanFactory beanFactory;

	TaskBeanTypes(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The user's class behind a bean: the target of a proxy, the class that a generated
	 * one extends.
	 * @param beanName the name of the bean
	 * @return the class, or {@code null} where the bean's declaration does not show one,
	 * or where the bean is the hidden target of a scoped proxy
	 */
	@Nullable Class<?> of(String beanName) {
		if (ScopedProxyUtils.isScopedTarget(beanName)) {
			return null;
		}
		Class<?> type = declared(beanName);
		if (type != null && ScopedObject.class.isAssignableFrom(type)) {
			type = declared(ScopedProxyUtils.getTargetBeanName(beanName));
		}
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private @Nullable Class<?> declared(String beanName) {
		if (this.beanFactory.containsBeanDefinition(beanName)) {
			Object target = this.beanFactory.getMergedBeanDefinition(beanName)
				.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
			if (target instanceof Class<?> targetClass) {
				return targetClass;
			}
		}
		return this.beanFactory.getType(beanName, false);
	}

}
