package io.taskqueue.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import io.taskqueue.TaskClient;

/**
 * Takes a CSV file ({@code POST /reports}); the report is the task's result.
 */
@RestController
class ReportController {

	private final TaskClient tasks;

	ReportController(TaskClient tasks) {
		this.tasks = tasks;
	}

	@PostMapping("/reports")
	ResponseEntity<TaskStatus> upload(@RequestParam MultipartFile csv) throws IOException {
		String text = new String(csv.getBytes(), StandardCharsets.UTF_8);
		return TaskStatus.accepted(this.tasks.submit(Reports::sales, text));
	}

}
