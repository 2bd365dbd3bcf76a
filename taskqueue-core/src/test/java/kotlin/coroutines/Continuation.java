package kotlin.coroutines;

/**
 * Stands in for Kotlin's type, which the compiled form of a suspending function takes.
 *
 * @param <T> the result
 */
public interface Continuation<T> {

}
