package io.taskqueue.worker;

/**
 * What became of reading a delivery's headers.
 */
sealed interface Decoded permits Request, Refusal {

}
