package io.taskqueue.message;

/**
 * How dates, decimals, UUIDs and bytes are written as JSON (protocol reference 3.5). Both
 * forms are always read.
 *
 * @since 0.1.0
 */
public enum TypedJson {

	/**
	 * As plain text, which every version of Celery reads: a Python task gets text.
	 */
	PLAIN,

	/**
	 * As objects with {@code __type__} and {@code __value__}: a Python task under kombu
	 * 5.3 or later gets the value itself, one under an earlier version a dictionary.
	 */
	TYPED

}
