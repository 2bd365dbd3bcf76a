package io.taskqueue.client;

import org.jspecify.annotations.Nullable;

import io.taskqueue.ResultType;
import io.taskqueue.ResultUnavailableException;
import io.taskqueue.TaskFailedException;
import io.taskqueue.TaskRevokedException;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.PayloadException;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.TaskState;

/**
 * Reads an outcome: a value of the type asked for, or the exception that it is to the
 * caller.
 */
final class Outcome {

	private final PayloadCodec payloads;

	Outcome(PayloadCodec payloads) {
		this.payloads = payloads;
	}

	@Nullable Object read(ResultDocument document, ResultType<?> type) {
		if (document.state().equals(TaskState.SUCCESS)) {
			return value(document, type);
		}
		throw document.state().equals(TaskState.REVOKED) ? revoked(document) : failed(document);
	}

	private @Nullable Object value(ResultDocument document, ResultType<?> type) {
		if (type.type() == Void.class || type.type() == void.class) {
			return null;
		}
		try {
			return this.payloads.read(document.result(), type.type());
		}
		catch (PayloadException ex) {
			throw new ResultUnavailableException("The result of task " + document.taskId() + " does not fit the type "
					+ type + " that was asked for: " + ex.getMessage(), ex);
		}
	}

	private static TaskFailedException failed(ResultDocument document) {
		ErrorDocument error = ErrorDocument.read(document.result());
		return new TaskFailedException(document.taskId(), error.type(), error.module(), error.message(),
				document.traceback());
	}

	private static TaskRevokedException revoked(ResultDocument document) {
		return new TaskRevokedException(document.taskId(), ErrorDocument.read(document.result()).message());
	}

}
