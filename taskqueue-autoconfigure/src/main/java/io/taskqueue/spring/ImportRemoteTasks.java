package io.taskqueue.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

import io.taskqueue.RemoteTasks;

/**
 * Makes beans of {@link RemoteTasks @RemoteTasks} interfaces, on a configuration class:
 * the named ones, those found in packages, or, where neither is given, those in the
 * package of the configuration class and below.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(RemoteTasksRegistrar.class)
public @interface ImportRemoteTasks {

	/**
	 * The interfaces.
	 * @return interfaces with {@code @RemoteTasks}
	 */
	Class<?>[] value() default {};

	/**
	 * The packages to search for interfaces, subpackages included.
	 * @return the names of packages
	 */
	String[] basePackages() default {};

}
