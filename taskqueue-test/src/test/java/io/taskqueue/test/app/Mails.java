package io.taskqueue.test.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

import io.taskqueue.IgnoreTaskException;
import io.taskqueue.RejectTaskException;
import io.taskqueue.Retry;
import io.taskqueue.Task;
import io.taskqueue.TaskContext;

@Component
public class Mails {

	private final List<String> sent = new CopyOnWriteArrayList<>();

	@Task
	public String send(Letter letter) {
		this.sent.add(letter.to());
		return "sent to " + letter.to();
	}

	@Task(retry = @Retry(includes = IllegalStateException.class, maxRetries = 2, delay = "10s"))
	public int unreliable(int failures, TaskContext context) {
		if (context.retries() < failures) {
			throw new IllegalStateException("The mail server is away");
		}
		return context.retries() + 1;
	}

	@Task(retry = @Retry(maxRetries = 2))
	public int polite(int refusals, boolean explained, TaskContext context) {
		if (context.retries() < refusals) {
			throw context.retry(Duration.ofMinutes(1),
					explained ? new IllegalStateException("Called back later") : null);
		}
		return context.retries() + 1;
	}

	@Task
	public int picky(String wish) {
		throw wish.equals("ignore") ? new IgnoreTaskException("Not today")
				: new RejectTaskException("Not here", wish.equals("requeue"));
	}

	@Task
	public int sleepy(TaskContext context) {
		throw context.snooze(Duration.ofMinutes(1));
	}

	public List<String> sent() {
		return this.sent;
	}

	public record Letter(String to, int pages) {

	}

}
