package io.taskqueue.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.taskqueue.contract.Stages;
import io.taskqueue.contract.server.RedisServer;
import io.taskqueue.contract.server.RedisServerExtension;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultDocumentCodec;
import io.taskqueue.result.StoreGuard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the results that Celery was recorded writing, and compares the commands.
 */
@ExtendWith(RedisServerExtension.class)
class CeleryRecordingsIT {

	private static final Path RECORDINGS = Path.of("..", "taskqueue-core", "src", "test", "resources",
			"celery-fixtures");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RedisServer server;

	CeleryRecordingsIT(RedisServer server) {
		this.server = server;
	}

	/**
	 * Those of Celery 5.6: before, it wrote times without their zone. The stamps of
	 * stamped tasks are not written.
	 */
	static Stream<Path> recordings() {
		return Stream.concat(files("run-5.6.3"), files("results-extended").filter((file) -> !named(file, "526")))
			.filter((file) -> !named(file, "ext-stamped"));
	}

	private static boolean named(Path file, String mark) {
		return file.getFileName().toString().contains(mark);
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void writesWhatCeleryWrites(Path recording) throws IOException {
		List<List<String>> recorded = resultCommands(recording);
		try (RedisSetup setup = RedisSetup.of(this.server);
				RedisMonitor monitor = RedisMonitor.of(this.server, setup)) {
			for (List<String> command : recorded) {
				setup.redis().del(command.get(1));
			}

			for (List<String> command : recorded) {
				if (command.get(0).equals("SETEX")) {
					store(setup, command.get(2), command.get(3));
				}
			}

			assertThat(monitor.written()).usingRecursiveComparison()
				.withEqualsForType(CeleryRecordingsIT::same, String.class)
				.isEqualTo(recorded);
		}
	}

	private static void store(RedisSetup setup, String seconds, String json) {
		ResultDocument document = ResultDocumentCodec.decode(json.getBytes(StandardCharsets.UTF_8));
		Duration expires = Duration.ofSeconds(Long.parseLong(seconds));
		assertThat(Stages.done(setup.store().store(document, expires, StoreGuard.KEEP_SUCCESS))).isTrue();
	}

	/**
	 * Neither the order of fields nor white space nor the choice of escapes matters.
	 */
	private static boolean same(String one, String other) {
		boolean json = one.startsWith("{") && other.startsWith("{");
		return json ? JSON.readTree(one).equals(JSON.readTree(other)) : one.equals(other);
	}

	private static List<List<String>> resultCommands(Path recording) throws IOException {
		List<List<String>> commands = new ArrayList<>();
		for (JsonNode command : JSON.readTree(Files.readString(recording)).path("redis")) {
			List<String> words = new ArrayList<>();
			command.forEach((word) -> words.add(word.asString()));
			boolean writes = words.get(0).equals("SETEX") || words.get(0).equals("PUBLISH");
			if (writes && words.get(1).startsWith("celery-task-meta-")) {
				commands.add(words);
			}
		}
		return commands;
	}

	private static Stream<Path> files(String folder) {
		try (Stream<Path> files = Files.list(RECORDINGS.resolve(folder))) {
			return files.sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The recordings of Celery are missing", ex);
		}
	}

}
