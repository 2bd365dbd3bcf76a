package io.taskqueue.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the connection factory of the task queue where the application has several: on a
 * bean of RabbitMQ's {@code ConnectionFactory} for tasks, or of
 * {@code RedisConnectionFactory} for results. Declare such a bean with
 * {@code @Bean(defaultCandidate = false)}, so that Spring Boot still makes its own.
 *
 * @since 0.1.0
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
public @interface TaskQueueConnectionFactory {

}
