package io.taskqueue.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore;

/**
 * Who listens for the documents of which task.
 */
final class Subscribers {

	private static final Logger logger = LoggerFactory.getLogger(Subscribers.class);

	private final Map<String, List<Subscriber>> byTask = new ConcurrentHashMap<>();

	ResultStore.Subscription add(String taskId, Consumer<ResultDocument> listener) {
		Subscriber subscriber = new Subscriber(taskId, listener);
		this.byTask.merge(taskId, List.of(subscriber),
				(some, more) -> Stream.concat(some.stream(), more.stream()).toList());
		return subscriber;
	}

	void clear() {
		this.byTask.clear();
	}

	/**
	 * Tell everybody who listens.
	 * @param taskId the task id
	 * @param document makes a document, and is asked only when somebody listens
	 */
	void tell(String taskId, Supplier<ResultDocument> document) {
		List<Subscriber> subscribers = this.byTask.get(taskId);
		if (subscribers != null) {
			ResultDocument told = document.get();
			subscribers.forEach((subscriber) -> subscriber.tell(told));
		}
	}

	private void remove(Subscriber subscriber) {
		this.byTask.computeIfPresent(subscriber.taskId, (same, subscribers) -> {
			List<Subscriber> left = subscribers.stream().filter((other) -> other != subscriber).toList();
			return (!left.isEmpty()) ? left : null;
		});
	}

	private final class Subscriber implements ResultStore.Subscription {

		private final String taskId;

		private final Consumer<ResultDocument> listener;

		private Subscriber(String taskId, Consumer<ResultDocument> listener) {
			this.taskId = taskId;
			this.listener = listener;
		}

		@Override
		public void cancel() {
			remove(this);
		}

		private void tell(ResultDocument document) {
			try {
				this.listener.accept(document);
			}
			catch (RuntimeException ex) {
				logger.error("A listener for the result of task {} failed; the others are told", this.taskId, ex);
			}
		}

	}

}
