package io.taskqueue.message;

/**
 * Writes and reads task messages: Celery protocol 2 is written and read, protocol 1 is
 * read (protocol reference 3). Reading happens in two steps, so that a message can be
 * refused, delayed or given back by its headers alone. Pure: no I/O, no state.
 *
 * @since 0.1.0
 */
public interface TaskMessageCodec {

	/**
	 * Write a task message.
	 * @param task the task
	 * @return the message
	 * @throws io.taskqueue.message.PayloadException if an argument can't be written as
	 * JSON
	 */
	Message encode(TaskMessage task);

	/**
	 * Read the headers. For protocol 1 this reads the body.
	 * @param message the message
	 * @return the headers
	 * @throws MalformedMessageException if the message is not a task
	 */
	TaskHeaders headers(Message message);

	/**
	 * Read the body.
	 * @param message the message
	 * @return the body; arguments are JSON nodes
	 * @throws MalformedMessageException if the body can't be read
	 */
	TaskBody body(Message message);

}
