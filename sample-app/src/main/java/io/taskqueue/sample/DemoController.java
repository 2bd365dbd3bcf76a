package io.taskqueue.sample;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import io.taskqueue.TaskClient;
import io.taskqueue.registry.TaskRegistry;

/**
 * Submits the demo tasks by name: {@code POST /demo/add} with {@code [2, 3]}.
 */
@RestController
class DemoController {

	private final TaskClient tasks;

	private final TaskRegistry registry;

	DemoController(TaskClient tasks, TaskRegistry registry) {
		this.tasks = tasks;
		this.registry = registry;
	}

	@PostMapping("/demo/{name}")
	ResponseEntity<TaskStatus> submit(@PathVariable String name, @RequestBody List<Object> arguments) {
		String task = "demo." + name;
		if (this.registry.find(task) == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no task '" + task + "'");
		}
		return TaskStatus.accepted(this.tasks.submit(task, Object.class, arguments.toArray()));
	}

}
