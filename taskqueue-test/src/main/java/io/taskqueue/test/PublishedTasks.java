package io.taskqueue.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import io.taskqueue.broker.Publication;
import io.taskqueue.message.PayloadCodec;
import io.taskqueue.message.TaskBody;
import io.taskqueue.message.TaskHeaders;
import io.taskqueue.message.TaskMessageCodec;
import io.taskqueue.time.TimeSource;

/**
 * Every task that was published, in order: by the test, by the application and by tasks.
 * {@code assertThat(published).published("reports.build").withArgs(42)}.
 *
 * @since 0.1.0
 */
public final class PublishedTasks implements AssertProvider<PublishedTasksAssert> {

	private final List<PublishedTask> tasks = new CopyOnWriteArrayList<>();

	private final TaskMessageCodec codec;

	private final PayloadCodec payloads;

	private final TimeSource time;

	PublishedTasks(TaskMessageCodec codec, PayloadCodec payloads, TimeSource time) {
		this.codec = codec;
		this.payloads = payloads;
		this.time = time;
	}

	void record(Publication publication) {
		if (publication.message().headers().containsKey("task")) {
			TaskHeaders headers = this.codec.headers(publication.message());
			TaskBody body = this.codec.body(publication.message());
			this.tasks.add(new PublishedTask(headers, body.args().stream().map(this::plain).toList(), plain(body),
					publication.routingKey(), this.time.now()));
		}
	}

	/**
	 * Every published task so far.
	 * @return the tasks, in the order of their publication
	 */
	public List<PublishedTask> all() {
		return List.copyOf(this.tasks);
	}

	/**
	 * The published tasks of one name.
	 * @param name the task name
	 * @return the tasks, in the order of their publication
	 */
	public List<PublishedTask> named(String name) {
		return this.tasks.stream().filter((task) -> task.name().equals(name)).toList();
	}

	/**
	 * Forget what was published so far.
	 */
	public void clear() {
		this.tasks.clear();
	}

	@Override
	public PublishedTasksAssert assertThat() {
		return new PublishedTasksAssert(this, this.payloads);
	}

	private @Nullable Object plain(@Nullable Object argument) {
		return this.payloads.convert(argument, Object.class);
	}

	private Map<String, @Nullable Object> plain(TaskBody body) {
		Map<String, @Nullable Object> plain = new LinkedHashMap<>();
		body.kwargs().forEach((name, value) -> plain.put(name, plain(value)));
		return plain;
	}

}
