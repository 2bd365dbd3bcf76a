package io.taskqueue.worker;

import java.util.List;
import java.util.Map;

import org.slf4j.MDC;

import io.taskqueue.TaskContext;
import io.taskqueue.message.Embed;
import io.taskqueue.message.MalformedMessageException;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.registry.TaskArgumentException;
import io.taskqueue.registry.TaskMethod.Call;
import io.taskqueue.result.ErrorDocument;
import io.taskqueue.result.ErrorMapping;

/**
 * Fourth stage: runs a job on its slot's thread, from the body's bytes to an outcome.
 * Whatever the task's code throws is an outcome.
 */
final class Runner {

	private static final TaskBody UNREADABLE = new TaskBody(List.of(), Map.of(), Embed.NONE);

	private final TaskMessageCodec codec;

	private final PayloadCodec payloads;

	private final ExpiredRule expiry;

	private final ErrorOutcomes errors;

	private final RunningTasks running;

	Runner(TaskMessageCodec codec, PayloadCodec payloads, ExpiredRule expiry, ErrorMapping errors,
			RunningTasks running) {
		this.codec = codec;
		this.payloads = payloads;
		this.expiry = expiry;
		this.errors = new ErrorOutcomes(errors);
		this.running = running;
	}

	Finished run(TaskRun run) {
		Job job = run.job();
		if (this.expiry.expired(job.request().headers())) {
			return new Finished(job, UNREADABLE, new Outcome.Revoked(ExpiredRule.REASON), List.of());
		}
		try {
			TaskBody body = this.codec.body(job.delivery().message());
			Outcome outcome = enter(run, body);
			return new Finished(job, body, outcome, run.close());
		}
		catch (MalformedMessageException ex) {
			return new Finished(job, UNREADABLE, new Outcome.Failure(ErrorDocument.of(ex), null, DeadReason.MALFORMED),
					List.of());
		}
	}

	private Outcome enter(TaskRun run, TaskBody body) {
		this.running.add(run);
		describe(run);
		run.userCode().enter();
		try {
			return call(run, body);
		}
		finally {
			run.userCode().exit();
			this.running.remove(run);
			// The thread is ours: nothing a task has put there is left for the next one
			MDC.clear();
		}
	}

	private static void describe(TaskRun run) {
		MDC.put("taskId", LogText.of(run.id()));
		MDC.put("taskName", LogText.of(run.name()));
		MDC.put("rootId", LogText.of(run.rootId()));
	}

	private Outcome call(TaskRun run, TaskBody body) {
		try {
			Call call = run.job().definition().method().bind(body.args(), body.kwargs());
			return TaskContext.callAs(run, () -> invoke(call, run));
		}
		catch (TaskArgumentException ex) {
			ErrorDocument error = new ErrorDocument("TypeError", "builtins", List.of(String.valueOf(ex.getMessage())));
			return new Outcome.Failure(error, null, DeadReason.BAD_ARGUMENTS);
		}
		catch (Throwable ex) {
			return failed(run, ex);
		}
	}

	private Outcome invoke(Call call, TaskRun run) {
		try {
			return new Outcome.Success(this.payloads.write(call.invoke(run)));
		}
		catch (Throwable ex) {
			return failed(run, ex);
		}
	}

	private Outcome failed(TaskRun run, Throwable error) {
		Job job = run.job();
		if (run.userCode().interrupted() && job.acksLate()) {
			return new Outcome.GivenBack();
		}
		return this.errors.outcome(job, error);
	}

}
