package io.taskqueue.result;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which Python exception this exception is at a Python caller. Without it, and without an
 * entry in the {@link ErrorMapping}, Python generates a class of this one's name.
 *
 * <pre>
 * &#64;PythonException(module = "shop.errors", type = "OutOfStock")
 * class OutOfStockException extends RuntimeException
 * </pre>
 *
 * <p>
 * Python makes its exception from the message alone. Subclasses do not inherit it: they
 * have names of their own, so that Python code does not catch unrelated errors.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PythonException {

	/**
	 * The module of the Python class.
	 * @return the module
	 */
	String module() default "builtins";

	/**
	 * The name of the Python class.
	 * @return the name without its module
	 */
	String type();

}
