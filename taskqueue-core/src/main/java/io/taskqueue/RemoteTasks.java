package io.taskqueue;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares tasks that another application runs, of whatever language, as an interface. A
 * call of a method submits the task and returns when the broker has confirmed.
 *
 * <pre class="code">
 * &#64;RemoteTasks(prefix = "billing")
 * interface Billing {
 *
 *     AsyncResult&lt;Invoice&gt; invoice(long orderId); // billing.invoice
 *
 *     &#64;Task(name = "legacy.tasks.remind", queue = "mails")
 *     AsyncResult&lt;Void&gt; remind(String address);
 *
 * }
 * </pre>
 *
 * <p>
 * Every method returns {@link AsyncResult} with the type of the result. Arguments are
 * positional. Of {@link Task @Task}, name and queue are read.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RemoteTasks {

	/**
	 * What the names of tasks begin with: a dot and the method's name follow. Not used
	 * for methods that name their task.
	 * @return the prefix
	 */
	String prefix() default "";

}
