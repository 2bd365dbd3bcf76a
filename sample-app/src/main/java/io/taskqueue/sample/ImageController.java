package io.taskqueue.sample;

import java.io.IOException;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

import io.taskqueue.AsyncResult;
import io.taskqueue.ResultType;
import io.taskqueue.TaskClient;
import io.taskqueue.sample.Images.Thumbnail;

/**
 * Takes a photo ({@code POST /images}) and hands out its thumbnails ({@code GET
 * /images/{id}/160}).
 */
@RestController
class ImageController {

	private static final List<Integer> WIDTHS = List.of(64, 160, 320);

	private final TaskClient tasks;

	ImageController(TaskClient tasks) {
		this.tasks = tasks;
	}

	@PostMapping("/images")
	ResponseEntity<TaskStatus> upload(@RequestParam MultipartFile photo) throws IOException {
		return TaskStatus.accepted(this.tasks.submit(Images::thumbnail, photo.getBytes(), WIDTHS));
	}

	@GetMapping("/images/{id}/{width}")
	ResponseEntity<byte[]> thumbnail(@PathVariable String id, @PathVariable int width) {
		AsyncResult<List<Thumbnail>> result = this.tasks.result(id, new ResultType<>() {
		});
		if (!result.successful()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No thumbnails yet: ask /tasks/" + id);
		}
		return result.get()
			.stream()
			.filter((thumbnail) -> thumbnail.width() == width)
			.findFirst()
			.map((thumbnail) -> ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(thumbnail.png()))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The widths are " + WIDTHS));
	}

}
