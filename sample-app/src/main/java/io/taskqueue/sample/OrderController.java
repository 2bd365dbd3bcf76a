package io.taskqueue.sample;

import java.util.List;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.taskqueue.AsyncResult;
import io.taskqueue.TaskClient;

/**
 * Takes an order ({@code POST /orders}) and answers at once; mail, search index and
 * analytics follow as tasks.
 */
@RestController
class OrderController {

	private final TaskClient tasks;

	OrderController(TaskClient tasks) {
		this.tasks = tasks;
	}

	@PostMapping("/orders")
	ResponseEntity<List<String>> place(@RequestBody Order order) {
		List<AsyncResult<?>> followUps = List.of(this.tasks.submit(OrderFollowUps::mail, order),
				this.tasks.submit(OrderFollowUps::index, order), this.tasks.submit(OrderFollowUps::analytics, order));
		return ResponseEntity.accepted().body(followUps.stream().map(AsyncResult::id).toList());
	}

}
