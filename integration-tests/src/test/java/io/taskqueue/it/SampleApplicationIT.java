package io.taskqueue.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.taskqueue.contract.server.RabbitServer;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample application as its users start it: one process as a pure client, one as a
 * pure worker.
 */
@ExtendWith(RedisServerExtension.class)
class SampleApplicationIT {

	private static final Path JAR = Path.of("..", "sample-app", "target", "sample-app.jar");

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@Test
	void aPureClientAndAPureWorkerShareTheWork(@TempDir Path logs, RedisServer redis)
			throws IOException, InterruptedException {
		// A server of its own, because the sample's queue has the name that Celery gives
		// its own
		try (RabbitServer rabbit = RabbitServer.launch();
				WorkerProcess client = sample(logs, rabbit, redis, "taskqueue.worker.enabled=false", "server.port=0");
				WorkerProcess worker = sample(logs, rabbit, redis, "spring.main.web-application-type=none")) {
			client.begin();
			worker.begin();
			worker.awaitReady();

			assertThat(ended(client, submit(client))).contains("\"state\":\"SUCCESS\"", "\"result\":5");
			assertThat(client.log()).doesNotContain("Consuming queue");
			assertThat(worker.log()).doesNotContain("Tomcat started");
		}
	}

	private static WorkerProcess sample(Path logs, RabbitServer rabbit, RedisServer redis, String... own)
			throws IOException {
		List<String> common = List.of("spring.profiles.active=rabbitmq", "spring.rabbitmq.host=" + rabbit.host(),
				"spring.rabbitmq.port=" + rabbit.port(), "spring.data.redis.host=" + redis.host(),
				"spring.data.redis.port=" + redis.port());
		Path directory = Files.createTempDirectory(logs, "sample");
		return WorkerProcess.ofJar(directory, JAR, Stream.concat(common.stream(), Stream.of(own)).toList());
	}

	private static String submit(WorkerProcess client) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri(client, "/demo/add"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("[2, 3]"))
			.build();
		HttpResponse<String> accepted = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		assertThat(accepted.statusCode()).isEqualTo(202);
		return accepted.headers().firstValue("Location").orElseThrow();
	}

	private static String ended(WorkerProcess client, String task) {
		HttpRequest request = HttpRequest.newBuilder(uri(client, task)).build();
		return await().atMost(Duration.ofSeconds(30))
			.until(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body(),
					(status) -> !status.contains("PENDING"));
	}

	private static URI uri(WorkerProcess client, String path) {
		Matcher port = await().atMost(Duration.ofSeconds(60)).until(() -> PORT.matcher(client.log()), Matcher::find);
		return URI.create("http://localhost:" + port.group(1) + path);
	}

}
