package io.taskqueue;

import org.jspecify.annotations.Nullable;

/**
 * What every call by method reference comes down to.
 *
 * @since 0.1.0
 */
public interface SignatureCalls {

	/**
	 * The signature of a call by method reference, unchecked: nothing makes sure that the
	 * arguments or {@code R} fit the method. Application code uses the typed forms.
	 * @param task the method
	 * @param args the arguments
	 * @param <R> the result type
	 * @return the signature
	 * @throws InvalidTaskException if the method is not a task, or this is not a method
	 * reference
	 */
	<R> Signature<R> signatureOf(MethodReference task, @Nullable Object... args);

	/**
	 * Submit and wait for the broker's confirm.
	 * @param signature what to run
	 * @param <R> the result type
	 * @return the submitted task
	 * @throws TaskPublishException if it could not be published, or if that is unknown
	 */
	<R> AsyncResult<R> submit(Signature<R> signature);

}
