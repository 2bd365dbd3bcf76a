package io.taskqueue.it.python;

import java.util.List;

/**
 * Python code raised an exception.
 */
@SuppressWarnings("serial")
final class PythonRaised extends RuntimeException {

	private final List<String> classes;

	private final String text;

	/**
	 * Creates the exception.
	 * @param classes the exception's class and its superclasses, each with its module
	 * @param text the exception as text
	 */
	PythonRaised(List<String> classes, String text) {
		super(classes.get(0) + ": " + text);
		this.classes = List.copyOf(classes);
		this.text = text;
	}

	List<String> classes() {
		return this.classes;
	}

	String text() {
		return this.text;
	}

}
