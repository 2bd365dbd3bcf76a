package io.taskqueue.message;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Turns arguments and results into JSON and back, including Celery's typed JSON (protocol
 * reference 3.5). Target types come from method signatures only, never from a message.
 *
 * @since 0.1.0
 */
public interface PayloadCodec {

	/**
	 * Write a value.
	 * @param value the value
	 * @return its JSON
	 * @throws PayloadException if the value can't be written
	 */
	Json write(@Nullable Object value);

	/**
	 * Read a value.
	 * @param json the JSON
	 * @param type the type to read
	 * @return the value, or {@code null} for JSON's null
	 * @throws PayloadException if the JSON does not fit the type
	 */
	@Nullable Object read(Json json, Type type);

	/**
	 * Convert an argument of a decoded body, which is {@link Json}, or a plain value that
	 * never was JSON: it is treated as if it had been.
	 * @param argument the argument as the body holds it
	 * @param type the declared type
	 * @return the value, or {@code null} for JSON's null
	 * @throws PayloadException if the argument does not fit the type
	 */
	@Nullable Object convert(@Nullable Object argument, Type type);

}
