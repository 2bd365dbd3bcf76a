package io.taskqueue.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

import io.taskqueue.TaskClient;

/**
 * Keeps method references like {@code Reports::build} readable in a native image. A
 * reference tells its method only through its serialized form, and native images need to
 * know the classes in whose code such references are written: all beans of the
 * application are taken for such. Spring's hints have no word for it, so the file is
 * written here.
 */
class TaskReferenceAotProcessor implements BeanFactoryInitializationAotProcessor {

	static final String FILE = "META-INF/native-image/io.taskqueue/task-references/serialization-config.json";

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		boolean client = beanFactory.getBeanNamesForType(TaskClient.class, true, false).length > 0;
		if (!client || !AutoConfigurationPackages.has(beanFactory)) {
			return null;
		}
		List<String> packages = AutoConfigurationPackages.get(beanFactory);
		TaskBeanTypes types = new TaskBeanTypes(beanFactory);
		List<String> classes = Arrays.stream(beanFactory.getBeanDefinitionNames())
			.map(types::of)
			.filter(Objects::nonNull)
			.filter((type) -> packages.stream().anyMatch((name) -> isInside(type.getPackageName(), name)))
			.map(Class::getName)
			.distinct()
			.sorted()
			.toList();
		return (classes.isEmpty()) ? null : new CapturingClasses(classes);
	}

	private static boolean isInside(String packageName, String basePackage) {
		return packageName.equals(basePackage) || packageName.startsWith(basePackage + '.');
	}

	private record CapturingClasses(List<String> classes) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext,
				BeanFactoryInitializationCode beanFactoryInitializationCode) {
			String entries = this.classes.stream()
				.map("{\"name\": \"%s\"}"::formatted)
				.collect(Collectors.joining(", "));
			generationContext.getGeneratedFiles()
				.addResourceFile(FILE,
						"{\"types\": [], \"lambdaCapturingTypes\": [" + entries + "], \"proxies\": []}\n");
		}

	}

}
