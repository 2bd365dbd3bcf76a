package io.taskqueue.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of an application's tasks and of nothing else: components with
 * {@link io.taskqueue.Task @Task} methods, a client, a worker, and broker, results and
 * time in memory. No server is needed, and time moves only when the test says so.
 * <p>
 * To inject into the test: {@link io.taskqueue.TaskClient},
 * {@link io.taskqueue.time.ManualTimeSource}, {@link PublishedTasks} and
 * {@link TaskRunner}.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(TaskQueueTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(TaskQueueTypeExcludeFilter.class)
@ImportAutoConfiguration
public @interface TaskQueueTest {

	/**
	 * Further properties, in the form {@code name=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether a worker runs what is published. Without one, tasks stay in their queues.
	 * @return whether there is a worker
	 */
	boolean worker() default true;

	/**
	 * Whether components with {@code @Task} methods are found by the scan.
	 * @return whether the default filters are used
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Components to add.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Components to leave out.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to leave out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
