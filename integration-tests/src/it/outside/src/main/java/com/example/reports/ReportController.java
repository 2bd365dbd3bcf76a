package com.example.reports;

import java.time.Duration;

import io.taskqueue.TaskClient;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
record ReportController(TaskClient tasks) {

	@PostMapping("/reports/{id}")
	String create(@PathVariable long id) {
		return tasks.submit(Reports::build, id).get(Duration.ofSeconds(10));
	}

}
