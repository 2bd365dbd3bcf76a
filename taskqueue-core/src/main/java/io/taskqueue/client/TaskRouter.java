package io.taskqueue.client;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.taskqueue.message.SignatureMessage;
import io.taskqueue.message.TaskOptions;
import io.taskqueue.registry.TaskDefinition;
import io.taskqueue.registry.TaskRegistry;

/**
 * Decides where a task goes: the options of the call, then the routes, then the task's
 * own queue, then the default queue.
 */
final class TaskRouter {

	private final List<Route> routes;

	private final TaskRegistry registry;

	private final String defaultQueue;

	TaskRouter(PublisherOptions options, TaskRegistry registry) {
		this.routes = options.routes().entrySet().stream().map((e) -> Route.of(e.getKey(), e.getValue())).toList();
		this.registry = registry;
		this.defaultQueue = options.defaultQueue();
	}

	Destination route(SignatureMessage signature) {
		TaskOptions options = signature.options();
		if (options.exchange() == null && options.routingKey() == null) {
			return Destination.queue(queue(signature.task(), options.queue()));
		}
		String exchange = (options.exchange() != null) ? options.exchange() : "";
		String routingKey = (options.routingKey() != null) ? options.routingKey()
				: queue(signature.task(), options.queue());
		return new Destination(exchange, routingKey, null);
	}

	boolean hasRoute(String task) {
		return routed(task) != null;
	}

	private String queue(String task, @Nullable String requested) {
		if (requested != null) {
			return requested;
		}
		String routed = routed(task);
		if (routed != null) {
			return routed;
		}
		TaskDefinition definition = this.registry.find(task);
		return (definition != null && definition.queue() != null) ? definition.queue() : this.defaultQueue;
	}

	private @Nullable String routed(String task) {
		for (Route route : this.routes) {
			if (route.pattern().matcher(task).matches()) {
				return route.queue();
			}
		}
		return null;
	}

	private record Route(Pattern pattern, String queue) {

		static Route of(String glob, String queue) {
			String regex = Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
			return new Route(Pattern.compile(regex, Pattern.DOTALL), queue);
		}

	}

}
