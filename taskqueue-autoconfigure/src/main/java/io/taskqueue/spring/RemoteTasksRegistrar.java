package io.taskqueue.spring;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import io.taskqueue.RemoteTasks;

/**
 * Registers a bean for each interface that {@link ImportRemoteTasks @ImportRemoteTasks}
 * asks for. Beans are named like their interfaces, with the package.
 */
class RemoteTasksRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	private final @Nullable ClassLoader classLoader;

	RemoteTasksRegistrar(Environment environment, ResourceLoader resourceLoader, @Nullable ClassLoader classLoader) {
		this.environment = environment;
		this.resourceLoader = resourceLoader;
		this.classLoader = classLoader;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		MergedAnnotation<ImportRemoteTasks> annotation = metadata.getAnnotations().get(ImportRemoteTasks.class);
		Set<Class<?>> types = new LinkedHashSet<>(Set.of(annotation.getClassArray("value")));
		Set<String> packages = new LinkedHashSet<>(Set.of(annotation.getStringArray("basePackages")));
		if (types.isEmpty() && packages.isEmpty()) {
			packages.add(ClassUtils.getPackageName(metadata.getClassName()));
		}
		packages.forEach((name) -> types.addAll(find(name)));
		types.forEach((type) -> register(type, registry));
	}

	private Collection<Class<?>> find(String basePackage) {
		InterfaceScanner scanner = new InterfaceScanner(this.environment);
		scanner.setResourceLoader(this.resourceLoader);
		Set<Class<?>> found = new LinkedHashSet<>();
		for (BeanDefinition candidate : scanner.findCandidateComponents(basePackage)) {
			found.add(ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()), this.classLoader));
		}
		return found;
	}

	private static void register(Class<?> type, BeanDefinitionRegistry registry) {
		if (!registry.containsBeanDefinition(type.getName())) {
			RootBeanDefinition definition = new RootBeanDefinition(RemoteTasksFactoryBean.class);
			definition.setTargetType(ResolvableType.forClassWithGenerics(RemoteTasksFactoryBean.class, type));
			ConstructorArgumentValues arguments = definition.getConstructorArgumentValues();
			arguments.addIndexedArgumentValue(0, type);
			registry.registerBeanDefinition(type.getName(), definition);
		}
	}

	private static final class InterfaceScanner extends ClassPathScanningCandidateComponentProvider {

		InterfaceScanner(Environment environment) {
			super(false, environment);
			addIncludeFilter(new AnnotationTypeFilter(RemoteTasks.class, false, false));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition candidate) {
			return candidate.getMetadata().isInterface() && candidate.getMetadata().isIndependent();
		}

	}

}
