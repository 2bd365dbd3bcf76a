package io.taskqueue.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {
	};

	@LocalServerPort
	private int port;

	@Test
	void isUpWithoutAnyServer() {
		assertThat(client().get().uri("/actuator/health").retrieve().body(OBJECT)).containsEntry("status", "UP");
	}

	@Test
	void aPhotoGoesInAndThumbnailsComeOut() throws IOException {
		URI task = upload("/images", "photo", "photo.png", png(640, 480));

		assertThat(ended(task)).containsEntry("state", "SUCCESS");
		byte[] thumbnail = client().get().uri("/images/{id}/160", id(task)).retrieve().body(byte[].class);
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnail));
		assertThat(image.getWidth()).isEqualTo(160);
		assertThat(image.getHeight()).isEqualTo(120);
	}

	@Test
	void whenTheUploadIsNoImageTheTaskSaysSo() {
		URI task = upload("/images", "photo", "photo.png", "not an image".getBytes());

		assertThat(ended(task)).containsEntry("state", "FAILURE")
			.extractingByKey("error")
			.asString()
			.contains("not an image");
	}

	@Test
	void aCsvGoesInAndAReportComesOut() {
		URI task = upload("/reports", "csv", "sales.csv", """
				date,product,quantity,price
				2026-11-01,tea,2,3.50
				2026-11-02,coffee,1,4.20
				2026-11-02,tea,1,3.50
				""".getBytes());

		Map<String, Object> status = ended(task);
		assertThat(status).containsEntry("state", "SUCCESS");
		assertThat(status.get("result")).asString().contains("sales=3").contains("14.7").contains("tea=10.5");
	}

	@Test
	void aBrokenLineOfACsvIsNamed() {
		URI task = upload("/reports", "csv", "sales.csv", """
				date,product,quantity,price
				2026-11-01,tea,2,3.50
				2026-11-02,coffee,many,4.20
				""".getBytes());

		Map<String, Object> status = ended(task);
		assertThat(status).containsEntry("state", "FAILURE");
		assertThat(status.get("error")).asString().contains("Line 3: the quantity 'many' is not a number");
	}

	@Test
	void anOrderIsFollowedByThreeTasks() {
		List<String> ids = client().post()
			.uri("/orders")
			.body(Map.of("customer", "ann@example.org", "product", "green tea", "total", 12.5))
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});

		assertThat(ids).hasSize(3);
		assertThat(ended(URI.create("/tasks/" + ids.get(0)))).containsEntry("result",
				"Thank you for ordering green tea");
		assertThat(ended(URI.create("/tasks/" + ids.get(1)))).containsEntry("result", 2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			add    | [2, 3]               | 5
			add    | [0.5, 0.25]          | 0.75
			mul    | [6, 7]               | 42
			xsum   | [[1, 2, 3]]          | 6
			echo   | [{"a": [1, null]}]   | {a=[1, null]}
			sleep  | [0.05]               | 0.05
			flaky  | [2]                  | 3
			greet  | ["Ann"]              | Hello, Ann!
			greet  | ["Ann", "Welcome"]   | Welcome, Ann!
			""")
	void demoTasksCanBeCalledByName(String name, String arguments, String result) {
		Map<String, Object> status = ended(submit(name, arguments).getHeaders().getLocation());

		assertThat(status).containsEntry("state", "SUCCESS");
		assertThat(status.get("result")).hasToString(result);
	}

	@Test
	void aFailingTaskTellsItsError() {
		Map<String, Object> status = ended(submit("fail", "[\"on purpose\"]").getHeaders().getLocation());

		assertThat(status).containsEntry("state", "FAILURE").doesNotContainKey("result");
		assertThat(status.get("error")).isEqualTo(Map.of("type", "ValueError", "message", "on purpose"));
	}

	@Test
	void wrongArgumentsEndInAFailureThatNamesTheParameter() {
		Map<String, Object> status = ended(submit("add", "[2]").getHeaders().getLocation());

		assertThat(status).containsEntry("state", "FAILURE");
		assertThat(status.get("error")).asString().contains("TypeError").contains("'y'");
	}

	@Test
	void anUnknownTaskIsNotFoundAndNoArrayIsABadRequest() {
		assertThat(submit("nothing", "[]").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
		assertThat(submit("add", "{\"x\": 1}").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
	}

	private ResponseEntity<Map<String, Object>> submit(String name, String arguments) {
		return client().post()
			.uri("/demo/{name}", name)
			.contentType(MediaType.APPLICATION_JSON)
			.body(arguments)
			.exchange((request, response) -> ResponseEntity.status(response.getStatusCode())
				.headers(response.getHeaders())
				.body(response.bodyTo(OBJECT)));
	}

	private URI upload(String path, String part, String fileName, byte[] content) {
		MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
		form.add(part, new HttpEntity<>(new ByteArrayResource(content) {

			@Override
			public String getFilename() {
				return fileName;
			}

		}));
		ResponseEntity<Void> response = client().post()
			.uri(path)
			.contentType(MediaType.MULTIPART_FORM_DATA)
			.body(form)
			.retrieve()
			.toBodilessEntity();
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
		return response.getHeaders().getLocation();
	}

	private Map<String, Object> ended(URI task) {
		return await().atMost(Duration.ofSeconds(20))
			.until(() -> client().get().uri(task.toString()).retrieve().body(OBJECT),
					(status) -> List.of("SUCCESS", "FAILURE", "REVOKED").contains(status.get("state")));
	}

	private RestClient client() {
		return RestClient.create("http://localhost:" + this.port);
	}

	private static String id(URI task) {
		return task.getPath().substring("/tasks/".length());
	}

	private static byte[] png(int width, int height) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
		return bytes.toByteArray();
	}

}
