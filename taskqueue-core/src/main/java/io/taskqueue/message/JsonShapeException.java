package io.taskqueue.message;

/**
 * A document does not have the shape the protocol asks for. The text names what is wrong,
 * never a value. It is turned into a public exception where the document comes from.
 */
@SuppressWarnings("serial")
final class JsonShapeException extends RuntimeException {

	JsonShapeException(String message) {
		// Nobody sees where it was thrown: it never leaves the package
		super(message, null, false, false);
	}

}
