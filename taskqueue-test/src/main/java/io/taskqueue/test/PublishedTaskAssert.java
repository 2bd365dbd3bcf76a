package io.taskqueue.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import io.taskqueue.message.PayloadCodec;

/**
 * Assertions on the published tasks of one name. Each narrows them down: what follows
 * must hold for the same task.
 *
 * @since 0.1.0
 */
public final class PublishedTaskAssert extends AbstractAssert<PublishedTaskAssert, List<PublishedTask>> {

	private final String name;

	private final PayloadCodec payloads;

	PublishedTaskAssert(String name, List<PublishedTask> tasks, PayloadCodec payloads) {
		super(tasks, PublishedTaskAssert.class);
		this.name = name;
		this.payloads = payloads;
	}

	/**
	 * One was published with these positional arguments. They are compared as JSON, so a
	 * {@code long} equals an {@code int} and a record equals a map.
	 * @param args the arguments
	 * @return assertions on the tasks that fit
	 */
	public PublishedTaskAssert withArgs(@Nullable Object... args) {
		List<@Nullable Object> expected = new ArrayList<>();
		for (Object arg : args) {
			expected.add(json(arg));
		}
		return narrow((task) -> task.args().equals(expected), "the arguments " + expected);
	}

	/**
	 * One was published with this keyword argument.
	 * @param parameter the parameter's name
	 * @param value the value, compared as JSON
	 * @return assertions on the tasks that fit
	 */
	public PublishedTaskAssert withKwarg(String parameter, @Nullable Object value) {
		Object expected = json(value);
		return narrow((task) -> task.kwargs().containsKey(parameter)
				&& Objects.equals(task.kwargs().get(parameter), expected), parameter + "=" + expected);
	}

	/**
	 * One was published to this queue.
	 * @param queue the queue
	 * @return assertions on the tasks that fit
	 */
	public PublishedTaskAssert toQueue(String queue) {
		return narrow((task) -> task.queue().equals(queue), "the queue '" + queue + "'");
	}

	/**
	 * One was published to run this long after its publication.
	 * @param delay the delay
	 * @return assertions on the tasks that fit
	 */
	public PublishedTaskAssert withDelay(Duration delay) {
		return narrow((task) -> task.delay().equals(delay), "the delay " + delay);
	}

	/**
	 * One was published with this custom header.
	 * @param header the header's name
	 * @param value the value
	 * @return assertions on the tasks that fit
	 */
	public PublishedTaskAssert withHeader(String header, Object value) {
		return narrow((task) -> value.equals(task.headers().custom().get(header)),
				"the header " + header + "=" + value);
	}

	/**
	 * This many fit.
	 * @param count the number
	 * @return these assertions
	 */
	public PublishedTaskAssert times(int count) {
		if (this.actual.size() != count) {
			failWithMessage("Expected %s task(s) '%s', but there were %s", count, this.name, this.actual.size());
		}
		return this;
	}

	private PublishedTaskAssert narrow(Predicate<PublishedTask> condition, String description) {
		List<PublishedTask> left = this.actual.stream().filter(condition).toList();
		if (left.isEmpty()) {
			failWithMessage("Expected a task '%s' with %s, but there were %s", this.name, description, this.actual);
		}
		return new PublishedTaskAssert(this.name, left, this.payloads);
	}

	private @Nullable Object json(@Nullable Object value) {
		return this.payloads.read(this.payloads.write(value), Object.class);
	}

}
