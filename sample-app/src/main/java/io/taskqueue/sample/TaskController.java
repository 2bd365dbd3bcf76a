package io.taskqueue.sample;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.taskqueue.TaskClient;

/**
 * Tells the state of any task: {@code GET /tasks/{id}}.
 */
@RestController
class TaskController {

	private final TaskClient tasks;

	TaskController(TaskClient tasks) {
		this.tasks = tasks;
	}

	@GetMapping("/tasks/{id}")
	TaskStatus status(@PathVariable String id) {
		return TaskStatus.of(this.tasks.result(id, Object.class));
	}

}
