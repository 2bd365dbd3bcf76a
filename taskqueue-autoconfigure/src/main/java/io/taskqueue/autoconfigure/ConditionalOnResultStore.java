package io.taskqueue.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

import io.taskqueue.autoconfigure.TaskQueueProperties.ResultStoreType;

/**
 * Matches when results are kept in one of these stores, configured or by default.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Conditional(OnResultStoreCondition.class)
@interface ConditionalOnResultStore {

	/**
	 * The stores.
	 * @return the stores that match
	 */
	ResultStoreType[] value();

}
