package io.taskqueue.result;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.MalformedMessageException;
import io.taskqueue.message.PayloadException;

/**
 * Which Python exception a Java exception becomes at a Python caller (protocol reference
 * 7.3). Only the very class counts, not its subclasses: an application's own exceptions
 * keep their names, so that Python code does not catch unrelated errors. A class that is
 * not in the mapping may say itself what it becomes, with {@link PythonException}.
 *
 * @since 0.1.0
 */
public final class ErrorMapping {

	private static final String BUILTINS = "builtins";

	private static final Pattern PYTHON_NAME = Pattern
		.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");

	private static final ErrorMapping STANDARD = new ErrorMapping(Map.of())
		.with(IllegalArgumentException.class, BUILTINS, "ValueError")
		.with(NumberFormatException.class, BUILTINS, "ValueError")
		.with(ArithmeticException.class, BUILTINS, "ArithmeticError")
		.with(IndexOutOfBoundsException.class, BUILTINS, "IndexError")
		.with(ArrayIndexOutOfBoundsException.class, BUILTINS, "IndexError")
		.with(StringIndexOutOfBoundsException.class, BUILTINS, "IndexError")
		.with(NoSuchElementException.class, BUILTINS, "LookupError")
		.with(ClassCastException.class, BUILTINS, "TypeError")
		.with(UnsupportedOperationException.class, BUILTINS, "NotImplementedError")
		.with(IOException.class, BUILTINS, "OSError")
		.with(UncheckedIOException.class, BUILTINS, "OSError")
		.with(FileNotFoundException.class, BUILTINS, "FileNotFoundError")
		.with(NoSuchFileException.class, BUILTINS, "FileNotFoundError")
		.with(TimeoutException.class, BUILTINS, "TimeoutError")
		.with(OutOfMemoryError.class, BUILTINS, "MemoryError")
		.with(StackOverflowError.class, BUILTINS, "RecursionError")
		.with(PayloadException.class, "kombu.exceptions", "EncodeError")
		.with(MalformedMessageException.class, "kombu.exceptions", "DecodeError");

	private final Map<Class<?>, Name> names;

	private ErrorMapping(Map<Class<?>, Name> names) {
		this.names = Collections.unmodifiableMap(names);
	}

	/**
	 * The mapping of the exceptions of the JDK and of the message format.
	 * @return the mapping
	 */
	public static ErrorMapping standard() {
		return STANDARD;
	}

	/**
	 * The same mapping with one more class.
	 * @param error the Java class; subclasses are not meant
	 * @param module the Python module, such as {@code builtins}
	 * @param type the name of the Python class
	 * @return a new mapping
	 * @throws IllegalArgumentException if module or type can't be a name in Python
	 */
	public ErrorMapping with(Class<? extends Throwable> error, String module, String type) {
		if (!PYTHON_NAME.matcher(module).matches() || !PYTHON_NAME.matcher(type).matches()) {
			throw new IllegalArgumentException("'" + module + "' and '" + type
					+ "' must be the names of a Python module and of a class in it, such as 'builtins' and 'KeyError'");
		}
		Map<Class<?>, Name> extended = new HashMap<>(this.names);
		extended.put(error, new Name(module, type));
		return new ErrorMapping(extended);
	}

	Map<Class<?>, Name> names() {
		return this.names;
	}

	Name nameOf(Class<?> error) {
		Name mapped = this.names.get(error);
		if (mapped != null) {
			return mapped;
		}
		PythonException own = error.getDeclaredAnnotation(PythonException.class);
		return (own != null) ? new Name(own.module(), own.type()) : javaName(error);
	}

	private static Name javaName(Class<?> error) {
		String simple = error.getSimpleName();
		String module = error.getPackageName();
		return new Name(module.isEmpty() ? null : module, simple.isEmpty() ? "Exception" : simple);
	}

	/**
	 * A class as Python names it.
	 */
	record Name(@Nullable String module, String type) {
	}

}
